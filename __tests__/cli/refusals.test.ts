import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TABLE } from '../../cli/table';
import { Project } from './support/project';

// Every command is run by a user who owns nothing but the project, in folders and with files that do not fit.
jest.setTimeout(300_000);

const names = TABLE.flatMap(({ commands }) => commands.map(({ name }) => name));

/** How a command takes a file, for those that do. */
const GIVEN: Readonly<Record<string, (file: string) => string[]>> = {
  ...Object.fromEntries(
    ['synth', 'host-keys', 'passwords', 'internal-certificates', 'link', 'expose'].map((name) => [
      name,
      only,
    ]),
  ),
  ...Object.fromEntries(
    ['client-test', 'doctor', 'picture', 'sbom', 'start', 'rehearse'].map((name) => [name, only]),
  ),
  certificate: (file) => ['--certificate', 'LICENSE', '--key', 'LICENSE', file],
  listeners: (file) => [file, '--node-id', '1'],
  cloud: (file) => ['--file', file, 'plan'],
};
function only(file: string): string[] {
  return [file];
}

interface Ended {
  readonly name: string;
  readonly code: number;
  readonly stderr: string;
}

let project: Project;
let user: string[];

function run(name: string, args: readonly string[], cwd = project.folder): Promise<Ended> {
  const [program = '', ...rest] = [
    ...user,
    process.execPath,
    project.path('cli/kafka-link.js'),
    name,
    ...args,
  ];
  return new Promise((resolve) => {
    execFile(program, rest, { cwd, encoding: 'utf8' }, (error, _, stderr) =>
      resolve({ name, code: error ? Number(error.code) : 0, stderr }),
    );
  });
}

/** Two at a time: each is a process of its own. */
async function runAll(
  commands: readonly string[],
  argsOf: (name: string) => string[],
  cwd?: string,
): Promise<Ended[]> {
  const left = [...commands];
  const ended: Ended[] = [];
  const worker = async () => {
    for (let name = left.shift(); name !== undefined; name = left.shift()) {
      ended.push(await run(name, argsOf(name), cwd));
    }
  };
  await Promise.all([worker(), worker()]);
  return ended;
}

const isSentence = ({ stderr }: Ended) =>
  stderr !== '' && !/^\s+at |Error:|a bug of kafka-link|^node:/m.test(stderr);

beforeAll(async () => {
  project = new Project();
  user = project.giveToOrdinaryUser();
  const rights = user;
  user = []; // who may write below node_modules keeps the bundles for all
  await runAll(names, () => ['--foo']);
  user = rights;
  mkdirSync(project.path('folder.yaml'));
  writeFileSync(project.path('unreadable.yaml'), 'name: kafka\n', { mode: 0o000 });
});
afterAll(() => project.remove());

describe.each([
  ['a file that is not there', 'absent.yaml'],
  ['a folder in the place of a file', 'folder.yaml'],
  ['a file that must not be read', 'unreadable.yaml'],
])('%s', (_, file) => {
  test('is named in a sentence by every command', async () => {
    const ended = await runAll(Object.keys(GIVEN), (name) => GIVEN[name]?.(file) ?? []);
    expect(ended.filter(({ code }) => code !== 1 && code !== 2)).toEqual([]);
    expect(ended.filter((one) => !isSentence(one))).toEqual([]);
    // Without root, the rehearsal ends before it reads the file.
    const silent = ended.filter(({ name, stderr }) => name !== 'rehearse' && !stderr.includes(file));
    expect(silent).toEqual([]);
  });
});

describe('a working folder that is read-only', () => {
  const file = () => project.path('examples/production.yaml');
  const WRITING = ['synth', 'start', 'host-keys', 'passwords', 'cloud'];

  test('stops every command that writes, and hinders no other', async () => {
    const folder = project.path('closed');
    mkdirSync(folder);
    chmodSync(folder, 0o555);
    const [writing, others] = [WRITING, Object.keys(GIVEN).filter((name) => !WRITING.includes(name))].map(
      (commands) => runAll(commands, (name) => GIVEN[name]?.(file()) ?? [], folder),
    );
    for (const one of (await writing) ?? []) {
      expect(one).toMatchObject({ code: 1 });
      expect(one.stderr).toMatch(/: permission denied; change its owner or mode, or use another folder\n$/);
    }
    for (const one of (await others) ?? []) {
      expect(one.stderr === '' || isSentence(one)).toBe(true);
    }
    const listeners = await run('listeners', [...properties(), '--output', 'new.properties'], folder);
    expect(listeners).toMatchObject({ code: 1 });
    expect(listeners.stderr).toMatch(/new\.properties: permission denied; /);
  });

  const properties = () => {
    const path = project.path('server.properties');
    writeFileSync(path, 'node.id=1\nprocess.roles=broker\nlisteners=PLAINTEXT://:9092\n');
    return [path, '--node-id', '1'];
  };
});

test.each([
  ['synth', 'cdktf.out'],
  ['host-keys', 'state'],
])('%s: a file in the place of %s is named', async (name, place) => {
  writeFileSync(project.path(place), '');
  const ended = await run(name, ['examples/production.yaml']);
  rmSync(project.path(place));
  expect(ended).toMatchObject({ code: 1 });
  expect(ended.stderr).toMatch(
    new RegExp(`${place}[^\\n]*: (it exists already|a part of the path is a file)`),
  );
  expect(isSentence(ended)).toBe(true);
});

test('a full disk is a sentence', () => {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [project.path('cli/kafka-link.js'), 'picture'], {
    cwd: project.folder,
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/no space is left on the disk; free some, then run the command again\n$/);
  expect(stderr).not.toMatch(/^\s+at /m);
});

/** Only root may mount a small disk. */
const asRoot = process.getuid?.() === 0 ? test : test.skip;

asRoot('a synthesis that does not fit on the disk leaves no half of a file', () => {
  const folder = project.path('small');
  mkdirSync(folder);
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24k', 'tmpfs', folder]);
  try {
    copyFileSync(project.path('kafka.yaml'), join(folder, 'kafka.yaml'));
    const { status, stderr } = spawnSync(process.execPath, [project.path('cli/kafka-link.js'), 'synth'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('no space is left'),
    });
    expect(existsSync(join(folder, 'cdktf.out/stacks/kafka/cdk.tf.json'))).toBe(false);
  } finally {
    spawnSync('umount', [folder]);
    rmSync(folder, { recursive: true });
  }
});

test('a bug is one line, with its trace on demand', () => {
  const report = (env: NodeJS.ProcessEnv) => {
    const code = [
      "import { report } from './cli/command/report';",
      "process.exitCode = report(new TypeError('x is not a function'));",
    ];
    writeFileSync(project.path('bug.ts'), code.join('\n'));
    return project.run(process.execPath, ['cli/run.js', 'bug.ts'], env);
  };
  expect(report({})).toEqual({
    code: 1,
    stdout: '',
    stderr: 'this is a bug of kafka-link: x is not a function; set KAFKA_LINK_DEBUG=1 for its trace\n',
  });
  expect(report({ KAFKA_LINK_DEBUG: '1' }).stderr).toMatch(/^TypeError: x is not a function\n\s+at /);
});
