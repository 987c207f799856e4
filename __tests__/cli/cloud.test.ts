import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect, openCloud } from '../../rehearsal/cloud/model';
import { Project } from './support/project';

/** Everything cdktf's own command does is slow to start. */
jest.setTimeout(120_000);

const project = new Project();
const home = mkdtempSync(join(tmpdir(), 'home-'));
/** What must stay as it is; whoever reads the settings fails. */
const traps = { '.terraformrc': 'not HCL {', '.terraform.d/trap': '', '.aliyun/config.json': 'no JSON' };
/** A user with credentials, and settings that lead Terraform elsewhere. */
const user = {
  HOME: home,
  npm_config_cache: join(home, '.npm'),
  ALICLOUD_ACCESS_KEY: 'trap',
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'trap',
  TF_CLI_ARGS: '-no-such-option',
  TF_DATA_DIR: join(home, 'data'),
};

/** `npx kafka-link cloud` without npm, which takes as long to start as the command. */
function cloud(args: string[], env: NodeJS.ProcessEnv = {}) {
  return project.run('node', ['cli/kafka-link.js', 'cloud', ...args], { ...user, ...env });
}

/** Like `cloud`, for what must succeed; returns standard output. */
function must(...args: string[]): string {
  const { code, stdout, stderr } = cloud(args);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${String(code)}:\n${stdout}${stderr}`);
  return stdout;
}

const counts = (folder: string) => inspect(openCloud(project.path(folder, 'cloud.json'))).counts;
const lines = (text: string) => text.trim().split('\n');

beforeAll(() => {
  for (const [name, text] of Object.entries(traps)) {
    mkdirSync(join(home, name, '..'), { recursive: true });
    writeFileSync(join(home, name), text);
  }
});
afterAll(() => {
  project.remove();
  rmSync(home, { recursive: true, force: true });
});

describe('a first try', () => {
  test('without arguments is told what is missing, and where help is', () => {
    const { code, stderr } = cloud([]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'missing argument: ARGUMENT; help: npx kafka-link cloud --help\n',
    });
    expect(cloud(['--help']).stdout).toContain('npx kafka-link cloud apply -auto-approve');
  });

  test.each([
    [['--dri', 'x', 'plan'], 2, "unknown option '--dri'; did you mean --dir?"],
    [['--dir'], 2, "option '--dir <DIR>' argument missing"],
    [['--latency', 'slow', 'plan'], 2, '"slow" is no latency'],
    [['--fault', 'create:alicloud_moon', 'plan'], 2, '"create:alicloud_moon" is no fault'],
    [['--file', 'kafka.yaml'], 2, 'missing argument: ARGUMENT'],
    [['consumer', 'connect'], 1, 'there is no endpoint service yet'],
    [['--file', '__tests__/config/ten-mistakes.yaml', 'plan'], 1, 'ten-mistakes.yaml:'],
  ])('with %j is refused', (args, exit, reason) => {
    const { code, stdout, stderr } = cloud(args);
    expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

/** What one apply of kafka.yaml left. */
let applied = { addresses: '', counts: {} };

describe('a deployment', () => {
  test('is planned, with a word first that nothing is real', () => {
    const { code, stdout, stderr } = cloud(['plan', '-no-color', '-detailed-exitcode']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'The cloud is simulated: no account, nothing real is touched.\n\n',
    });
    expect(stdout).toMatch(/Plan: \d+ to add, 0 to change, 0 to destroy/);
  });

  test('meets the faults that it was told, and is completed by the next apply', () => {
    const fault = 'create:alicloud_nlb_load_balancer,code=QuotaExceeded.Nlb';
    const failed = cloud(['--fault', fault, 'apply', '-auto-approve']);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('QuotaExceeded.Nlb');
    must('apply', '-auto-approve');
    expect(cloud(['plan', '-detailed-exitcode']).code).toBe(0);
  });

  test('is kept between calls, in a folder that git ignores', () => {
    applied = { addresses: must('state', 'list'), counts: counts('.cloud/kafka') };
    expect(lines(applied.addresses)).toContain('alicloud_instance.brokers_1_host');
    expect(applied.counts).toMatchObject({ alicloud_instance: 4, alicloud_nlb_listener: 4 });
    expect(JSON.parse(must('output', '-json', 'endpoint_service_name'))).toMatch(
      /^com\.aliyuncs\.privatelink\./,
    );
    for (const own of ['cdktf.out', 'state']) expect(existsSync(project.path(own))).toBe(false);
    expect(readFileSync(project.path('.gitignore'), 'utf8')).toContain('.cloud/\n');
  });

  test('is connected to by its consumer, and by nobody else', () => {
    const [id = '', status] = must('consumer', 'connect', '--zone', 'ap-southeast-1a').split('  ');
    expect(status).toBe('Pending');
    must('consumer', 'accept', id);
    expect(must('consumer', 'list')).toMatch(new RegExp(`^${id}  Connected  account 5000000000000001  `));
    const stranger = cloud(['consumer', 'connect', '--account', '6000000000000001']);
    expect(stranger.code).toBe(1);
    expect(stranger.stderr).toContain('EndpointServiceNotAuthorized: Account 6000000000000001');
  });

  test('is destroyed once its consumer has left', () => {
    const refused = cloud(['destroy', '-auto-approve']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('EndpointServiceConnectionDependence');
    must('consumer', 'delete', must('consumer', 'list').split('  ')[0] ?? '');
    must('destroy', '-auto-approve');
    expect(counts('.cloud/kafka')).toEqual({});
  });
});

describe('another deployment', () => {
  test('with a backend of its own keeps its state beside the cloud', () => {
    const file = 'examples/production.yaml';
    const text = readFileSync(project.path(file), 'utf8');
    must('--dir', 'prod', '--file', file, '--latency', 'realistic:0.001', 'apply', '-auto-approve');
    expect(readdirSync(project.path('prod/state/kafka-prod'))).toContain('terraform.tfstate');
    expect(readFileSync(project.path(file), 'utf8')).toBe(text);
    expect(readFileSync(project.path('prod/cloud.json'), 'utf8')).toContain('"profile": "realistic"');
  });

  test.each([
    ['-var', ['-var', 'tidb_cloud_account_id=none'], {}],
    ['TF_VAR_', [], { TF_VAR_tidb_cloud_account_id: 'none' }],
  ])('prefers what %s says to the default', (_, args, env) => {
    const { code, stderr } = cloud(['plan', '-no-color', ...args], env);
    expect(code).toBe(1);
    expect(stderr).toContain('must be an Alibaba Cloud account id');
  });

  test('is initialized again where the lock file cannot fit: moved, or after an update of node', () => {
    must('--dir', 'before', 'validate');
    project.run('mv', ['before', 'after']);
    expect(must('--dir', 'after', 'validate', '-no-color')).toContain('Success!');
  });
});

describe('the environment', () => {
  test('of Terraform is built from scratch, and its exit code is passed on', () => {
    const stub = project.path('stub');
    writeFileSync(stub, '#!/bin/sh\n[ "$1" = init ] && exit 0\necho "$@"\nenv\nexit 7\n', { mode: 0o755 });
    const { code, stdout } = cloud(['--dir', 'stub.d', 'graph', '-x'], { TERRAFORM_BINARY_NAME: stub });
    expect(code).toBe(7);
    expect(stdout).toContain('graph -x\n');
    const names = lines(stdout).map((line) => line.split('=')[0] ?? '');
    expect(names.filter((name) => /^(ALI|npm_|TF_CLI_ARGS|TF_DATA)/.test(name))).toEqual([]);
    expect(stdout).toContain(`\nHOME=${project.path('stub.d')}/home\n`);
  });

  test('for a shell leads cdktf there, which leaves what the command does', () => {
    const script = [
      'eval "$(npx kafka-link cloud --dir shell env)"',
      '[ -z "${ALICLOUD_ACCESS_KEY+set}${TF_CLI_ARGS+set}" ]',
      'npx cdktf deploy --auto-approve --skip-provider-lock',
    ];
    const deployed = project.run('bash', ['-c', script.join(' && ')], user);
    if (deployed.code !== 0) throw new Error(deployed.stdout + deployed.stderr);
    for (const own of ['cdktf.out', 'state']) expect(existsSync(project.path(own))).toBe(false);

    expect(cloud(['--dir', 'shell', 'plan', '-detailed-exitcode']).code).toBe(0);
    expect({ addresses: must('--dir', 'shell', 'state', 'list'), counts: counts('shell') }).toEqual(applied);
  });

  test('of the user was not touched', () => {
    for (const [name, text] of Object.entries(traps))
      expect(readFileSync(join(home, name), 'utf8')).toBe(text);
    expect(readdirSync(home).filter((name) => name !== '.npm')).toEqual(
      expect.arrayContaining(['.aliyun', '.terraform.d', '.terraformrc']),
    );
    expect(readdirSync(join(home, '.terraform.d'))).toEqual(['trap']);
  });
});
