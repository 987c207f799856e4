import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { NOBODY, Project } from './support/project';
import { findProgram } from '../../cli/programs';

jest.setTimeout(120_000);

const isRoot = process.getuid?.() === 0;
const asRoot = isRoot ? test : test.skip;

let project: Project;
beforeEach(() => {
  project = new Project();
  mkdirSync(project.path('tmp'));
});
afterEach(() => project.remove());

/** A PATH with these programs of this machine only: never enough for a rehearsal. */
function pathWith(...names: string[]): string {
  const folder = project.path('bin');
  mkdirSync(folder);
  for (const name of ['node', ...names]) {
    const program = findProgram([name], process.env['PATH'] ?? '');
    if (program === undefined) throw new Error(`this test needs ${name}`);
    symlinkSync(program, join(folder, name));
  }
  return folder;
}

/** `npm start` without npm, with a temporary folder of its own. */
function start(PATH: string, args: string[] = [], as: string[] = []) {
  const [command = '', ...rest] = [...as, process.execPath, 'cli/kafka-link.js', 'start', ...args];
  return project.run(command, rest, { PATH, TMPDIR: project.path('tmp'), TERRAFORM_BINARY_NAME: '' });
}

/** What was left in the temporary folder, but for bundles of those who cannot write below node_modules. */
const leftovers = () => readdirSync(project.path('tmp')).filter((name) => !name.startsWith('bundle-'));

const ordinaryUser = () => project.giveToOrdinaryUser();

test('an ordinary user without Terraform synthesizes, and is told what was left out', () => {
  const { stdout: synthesis } = project.synth();
  const json = project.stack('kafka');
  rmSync(project.path('cdktf.out'), { recursive: true });

  const { code, stdout } = start(pathWith(), [], ordinaryUser());
  expect(code).toBe(0);
  expect(stdout.slice(0, synthesis.length)).toBe(synthesis);
  expect(project.stack('kafka')).toBe(json);
  const rest = stdout.slice(synthesis.length);
  expect(rest).toMatch(/the apply to a simulated cloud\n +there is neither terraform nor tofu on PATH\n +→ /);
  expect(rest).toMatch(/the rehearsal with real Kafka\n +it needs root\n +→ sudo npm start\n/);
  expect(rest).not.toMatch(/[✓✗]/);
});

test('an ordinary user with Terraform also applies, and leaves nothing behind', () => {
  const { code, stdout } = start(pathWith('terraform', 'sh'), [], ordinaryUser());
  expect(code).toBe(0);
  expect(stdout).toMatch(/^✓ apply .* \d+ added, 0 changed, 0 destroyed$/m);
  expect(stdout).not.toContain('neither terraform nor tofu');
  expect(leftovers()).toEqual([]);
  for (const name of ['.cloud', 'state']) expect(existsSync(project.path(name))).toBe(false);
});

test('an apply that fails fails the command, with what Terraform said', () => {
  const PATH = pathWith('sh');
  const terraform = '#!/bin/sh\n[ "$1" = init ] || { echo "Error: QuotaExceeded" >&2; exit 1; }\n';
  writeFileSync(join(PATH, 'terraform'), terraform, { mode: 0o755 });
  const { code, stdout } = start(PATH, ['--no-install']);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^✗ apply .*\n.*Error: QuotaExceeded/m);
  expect(stdout).toContain('the rehearsal with real Kafka');
  expect(leftovers()).toEqual([]);
});

test.each([
  [['__tests__/config/ten-mistakes.yaml'], 1, /^__tests__\/config\/ten-mistakes.yaml:\d+:\d+ /],
  [['absent.yaml'], 1, /^absent.yaml/],
  [['kafka.yaml', 'other.yaml'], 2, /^unexpected argument: other.yaml; help: .*\n$/],
  [['--no-instal'], 2, /^unknown option '--no-instal'; did you mean --no-install\?/],
])('%j is refused, and nothing is written', (args, exit, reason) => {
  const { code, stdout, stderr } = start(pathWith(), args);
  expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
  expect(stderr).toMatch(reason);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(existsSync(project.path('cdktf.out'))).toBe(false);
});

test('after npm ci --omit=dev says what is not installed', () => {
  const modules = resolve(__dirname, '../../node_modules');
  rmSync(project.path('node_modules'));
  mkdirSync(project.path('node_modules'));
  for (const name of readdirSync(modules).filter(
    (entry) => !/^(\.cache|@peculiar|reflect-metadata)$/.test(entry),
  )) {
    symlinkSync(join(modules, name), project.path('node_modules', name));
  }
  const { code, stderr } = start(pathWith());
  expect(code).toBe(2);
  expect(stderr).toMatch(/^this command needs packages that are not installed: .*@peculiar.*: npm ci\n$/);
});

test('another file than kafka.yaml can be named', () => {
  const { code, stdout } = start(pathWith(), ['examples/link-first.yaml']);
  expect(code).toBe(0);
  expect(stdout).toContain('examples/link-first.yaml → cdktf.out/stacks/kafka-link/cdk.tf.json');
  expect(stdout).toContain('stage: link builds no brokers yet');
});

describe('root', () => {
  /** An apt-get that notes its calls and installs nothing. */
  function pathWithAptGet(exit: number): string {
    const PATH = pathWith('terraform', 'sh');
    const script = `#!/bin/sh\necho "$*" >> '${project.path('apt-get.log')}'\nexit ${exit}\n`;
    writeFileSync(join(PATH, 'apt-get'), script, { mode: 0o755 });
    return PATH;
  }
  const aptGetCalls = () => readFileSync(project.path('apt-get.log'), 'utf8');

  asRoot('with --no-install is told the line that installs, and applies', () => {
    const { code, stdout } = start(pathWithAptGet(1), ['--no-install']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^✓ apply /m);
    expect(stdout).toMatch(/missing: .*haproxy.*\n +→ apt-get install -y .*haproxy/);
    expect(existsSync(project.path('apt-get.log'))).toBe(false);
  });

  asRoot.each([
    ['fails', 100, 'Command failed: apt-get -q update'],
    ['brings nothing', 0, 'PATH has no '],
  ])(
    'is told before apt-get runs; when it %s, the apply remains, and the exit code is 1',
    (_, exit, reason) => {
      const { code, stdout } = start(pathWithAptGet(exit));
      expect(code).toBe(1);
      expect(stdout).toMatch(
        /to be installed by apt-get \(--no-install refuses\): .*haproxy.*\n[^]*^✗ install /m,
      );
      expect(stdout).toContain(reason);
      expect(stdout).toMatch(/^✓ apply /m);
      expect(stdout).toMatch(/the rehearsal with real Kafka\n +missing: /);
      expect(aptGetCalls()).toMatch(/^-q update\n/);
    },
  );

  asRoot('leaves files that the owner of the folder can write again', () => {
    const PATH = pathWith('chown');
    const user = ordinaryUser();
    expect(start(PATH).code).toBe(0);
    expect(statSync(project.path('cdktf.out/stacks/kafka')).uid).toBe(NOBODY);
    expect(start(PATH, [], user).code).toBe(0);
  });
});
