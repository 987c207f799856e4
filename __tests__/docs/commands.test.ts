import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Project } from '../cli/support/project';
import { documents, root, shellBlocks } from './support/documents';

/** Whole deployments are planned and applied, in a simulated cloud. */
jest.setTimeout(300_000);

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };

test.each(documents())('every command of npm that $path names exists', ({ text }) => {
  const named = [...text.matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

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
