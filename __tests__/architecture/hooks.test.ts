import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const BIN = join(root, 'node_modules/.bin');

let folder: string;

const run = (program: string, ...args: string[]) =>
  spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    // As husky does it; a Git that runs this test is not the one that the hook asks.
    env: { HOME: folder, PATH: `${BIN}${delimiter}${process.env['PATH']}` },
  });
const hook = (name: string, ...args: string[]) => run('sh', '-e', join(root, '.husky', name), ...args);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hooks-'));
  for (const file of ['eslint.config.mjs', '.prettierrc.json']) cpSync(join(root, file), join(folder, file));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  run('git', 'init', '--quiet');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('before a commit', () => {
  const stage = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    run('git', 'add', name);
  };
  afterEach(() => run('git', 'rm', '--quiet', '-r', '--force', '--cached', '.'));

  test('what is formatted and linted passes', () => {
    stage('some name.ts', 'export const port = 9092;\n');
    expect(hook('pre-commit')).toMatchObject({ status: 0, stderr: '' });
  });

  test('a file that is not formatted is refused', () => {
    stage('port.ts', 'export const port=9092\n');
    const { status, stderr } = hook('pre-commit');
    expect(status).not.toBe(0);
    expect(stderr).toContain('port.ts');
  });

  test('a file that breaks a rule is refused', () => {
    stage('port.ts', 'export const port = (port: any) => port;\n');
    const { status, stdout } = hook('pre-commit');
    expect(status).not.toBe(0);
    expect(stdout).toContain('no-explicit-any');
  });

  test('what is not staged is not judged', () => {
    writeFileSync(join(folder, 'draft.ts'), 'export const port=9092\n');
    expect(hook('pre-commit').status).toBe(0);
  });
});

describe('subject of a commit', () => {
  const judge = (message: string) => {
    writeFileSync(join(folder, 'message'), message);
    return hook('commit-msg', 'message');
  };

  test.each([
    'fix: a broker keeps its name',
    'feat(cli)!: one program',
    `docs: ${'x'.repeat(66)}`,
    `docs: ${'ä'.repeat(66)}`,
    '# a comment\n\nfix: after it\n\nWhy.',
    'Merge branch "rooms"',
    'fixup! fix: a broker keeps its name',
  ])('%j passes', (message) => {
    expect(judge(message)).toMatchObject({ status: 0, stderr: '' });
  });

  test.each([
    ['repaired a broker', 'begins with a type'],
    ['fixed: a broker', 'begins with a type'],
    ['fix:', 'begins with a type'],
    ['Why it is so\n\nfix: not the first line', 'begins with a type'],
    ['', 'begins with a type'],
    [`docs: ${'x'.repeat(67)}`, 'has 73 characters, but at most 72 are allowed'],
  ])('%j is refused', (message, reason) => {
    const { status, stderr } = judge(message);
    expect(status).toBe(1);
    expect(stderr).toContain(reason);
  });
});
