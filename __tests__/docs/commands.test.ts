import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { optionNames } from '../../cli/command/parse';
import { TABLE } from '../../cli/table';
import { Project } from '../cli/support/project';
import { documents, root, shellBlocks } from './support/documents';

/** Whole deployments are planned and applied, in a simulated cloud. */
jest.setTimeout(300_000);

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };

test.each(documents())('every command of npm that $path names exists', ({ text }) => {
  const named = [...text.matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

const commands = new Map(TABLE.flatMap((group) => group.commands).map((one) => [one.name, one]));

test.each(documents())(
  'every command of kafka-link that $path names exists, with its options',
  ({ text }) => {
    const named = [...text.matchAll(/npx kafka-link ([a-z][a-z-]*)([^`\n|;&>#]*)/g)];
    const wrong = named.flatMap(([, name = '', rest = '']) => {
      const command = commands.get(name);
      if (!command) return name === 'help' ? [] : [name];
      if (command.passes) return []; // options further on are Terraform's
      const known = optionNames(command);
      return (rest.match(/(?<=\s)--[a-z][a-z-]*/g) ?? [])
        .filter((option) => !known.includes(option))
        .map((option) => `${name} ${option}`);
    });
    expect(wrong).toEqual([]);
  },
);

describe('a shell block that is marked to be run', () => {
  const blocks = documents().flatMap((document) =>
    shellBlocks(document)
      .filter(({ mark }) => mark === 'run')
      .map(({ script }) => ({ path: document.path, script })),
  );

  test('is in the README at least', () => {
    expect(blocks.map(({ path }) => path)).toContain('README.md');
  });

  test.each(blocks)('of $path runs: $script', ({ script }) => {
    const project = new Project();
    try {
      const { code, stderr } = project.run('bash', ['-e', '-c', script]);
      expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    } finally {
      project.remove();
    }
  });
});
