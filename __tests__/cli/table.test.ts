import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { execute } from '../../cli/command';
import { answer, TABLE } from '../../cli/table';

const root = resolve(__dirname, '../..');
const commands = TABLE.flatMap((group) => group.commands);
const names = commands.map(({ name }) => name);

/** What is written to both streams meanwhile. */
async function said(work: () => number | Promise<number>) {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    jest.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += String(text);
      return true;
    }),
  );
  try {
    return { code: await work(), ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

test.each(TABLE)(
  'folder $folder: each file is a command of the table, by its name',
  ({ folder, commands }) => {
    const files = readdirSync(join(root, 'cli', folder), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name.replace(/\.ts$/, ''));
    expect(files.sort()).toEqual(commands.map(({ name }) => name).sort());
  },
);

test('the program finds commands in every folder of the table', () => {
  const [, list = ''] =
    /FOLDERS = \[(.*)\]/.exec(readFileSync(join(root, 'cli/kafka-link.js'), 'utf8')) ?? [];
  expect(list.match(/\w+/g)).toEqual(TABLE.map(({ folder }) => folder));
});

test('--help names every command with its summary', async () => {
  const { code, stdout } = await said(() => answer(['--help']));
  expect(code).toBe(0);
  const line = (text: string) => text.replace(/\s+/g, ' ');
  for (const { name, summary } of commands) expect(line(stdout)).toContain(`${name} ${summary}`);
  for (const { title } of TABLE) expect(stdout).toContain(`\n${title}:\n`);
});

test('--version prints the version of the project', async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(await said(() => answer(['--version']))).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  const own = JSON.parse(readFileSync(join(root, 'cli/package.json'), 'utf8')) as { version: string };
  expect(own.version).toBe(version);
});

test('without a command the help goes to standard error, with exit code 2', async () => {
  const { code, stdout, stderr } = await said(() => answer([]));
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('npx kafka-link <command>');
});

test.each([
  ['sytnh', 'synth'],
  ['docter', 'doctor'],
  ['rehearseall', 'rehearse-all'],
])('%s: did you mean %s?', async (typed, meant) => {
  expect(await said(() => answer([typed]))).toEqual({
    code: 2,
    stdout: '',
    stderr: `unknown command '${typed}'; did you mean ${meant}?; help: npx kafka-link --help\n`,
  });
});

describe.each(commands)('$name', (command) => {
  test('--help is what docs/commands.md shows, by every way to ask', async () => {
    const { stdout, code } = await said(() => execute(command, ['--help']));
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: npx kafka-link ${command.name} `));
    expect(readFileSync(join(root, 'docs/commands.md'), 'utf8')).toContain(stdout.trimEnd());
    for (const args of [
      [command.name, '--help'],
      ['help', command.name],
    ]) {
      expect(await said(() => answer(args))).toEqual({ code: 0, stdout, stderr: '' });
    }
  });

  test('refuses an unknown option, and a superfluous argument where there may be one', async () => {
    const { code, stdout, stderr } = await said(() => execute(command, ['--foo']));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(`unknown option '--foo'; help: npx kafka-link ${command.name} --help\n`);
    const { most } = command.takes;
    if (most === undefined) return;
    const words = ['a', 'b'].slice(0, most + 1);
    const refused = await said(() => execute(command, words));
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain(`unexpected argument: ${words.at(-1)}`);
  });

  test('has examples that it would take', () => {
    for (const [line] of command.examples) {
      expect(line).toMatch(new RegExp(`^(npm|npx kafka-link) ${command.name}( |$)`));
    }
  });
});

test('the program itself answers', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(root, 'cli/kafka-link.js'), ...args], { encoding: 'utf8' });
  expect(run('synht')).toMatchObject({ status: 2, stdout: '' });
  expect(run('cluster-id', '--foo')).toMatchObject({ status: 2, stdout: '' });
  expect(run('cluster-id', '-h')).toMatchObject({ status: 0, stderr: '' });
  expect(names).toContain('cluster-id');
}, 60_000);
