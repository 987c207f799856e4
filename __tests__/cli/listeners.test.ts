import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const FILE =
  'process.roles=broker\r\nnode.id=2\r\n# gr\xfc\xdfe\r\nlisteners=PLAINTEXT://:9092\r\npassword=secret';
const CHANGED = FILE.replace(
  ':9092\r\n',
  `:9092,EXTERNAL://0.0.0.0:39092\r
advertised.listeners=PLAINTEXT://:9092,EXTERNAL://b2.abc.alicloud.plc.tidbcloud.com:9094\r
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL,EXTERNAL:PLAINTEXT\r
`,
);

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'listeners-'));
  file = join(folder, 'server.properties');
  writeFileSync(file, FILE, { encoding: 'latin1', mode: 0o600 });
});
afterEach(() => rmSync(folder, { recursive: true }));

function listeners(...args: string[]) {
  const command = ['cli/kafka-link.js', 'listeners', ...args];
  const { status: code, stdout, stderr } = spawnSync('node', command, { cwd: root, encoding: 'latin1' });
  return { code, stdout, stderr };
}

test('shows a patch and writes nothing', () => {
  const { code, stdout, stderr } = listeners(file, '--node-id', '2', '--unique-name', 'abc');
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: `${file}: EXTERNAL is new in listeners, advertised.listeners, listener.security.protocol.map
to apply it, one broker at a time: docs/existing-cluster.md
`,
  });
  expect(stdout).not.toContain('secret');
  expect(readFileSync(file, 'latin1')).toBe(FILE);
  const { status } = spawnSync('patch', ['--quiet', '--binary', file], {
    input: Buffer.from(stdout, 'latin1'),
  });
  expect(status).toBe(0);
  expect(readFileSync(file, 'latin1')).toBe(CHANGED);
});

test('writes the new file where it is told, readable by as few as the present one', () => {
  const output = join(folder, 'new.properties');
  const { code, stdout, stderr } = listeners(
    file,
    '--node-id',
    '2',
    '--unique-name',
    'abc',
    '--output',
    output,
  );
  expect(code).toBe(0);
  expect(stdout).toContain('\n+advertised.listeners=PLAINTEXT://:9092,EXTERNAL://b2.abc.');
  expect(stderr).toContain(`wrote ${output}\n`);
  expect(readFileSync(output, 'latin1')).toBe(CHANGED);
  expect(statSync(output).mode & 0o777).toBe(0o600);
});

test('overwrites no file, least of all the present one', () => {
  const { code, stdout, stderr } = listeners(
    file,
    '--node-id',
    '2',
    '--unique-name',
    'abc',
    '--output',
    file,
  );
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toBe(`${file} exists already and is unchanged: name a new file\n`);
  expect(readFileSync(file, 'latin1')).toBe(FILE);
});

test('says that a second time there is nothing to change', () => {
  writeFileSync(file, CHANGED, 'latin1');
  const { code, stdout, stderr } = listeners(file, '--node-id', '2', '--unique-name', 'abc');
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toBe(`${file} has this EXTERNAL already: nothing to change\n`);
});

test('takes ports and pattern from a deployment file', () => {
  const deployment = join(folder, 'kafka.yaml');
  const yaml = readFileSync(join(root, 'kafka.yaml'), 'utf8').replace(
    'uniqueName: unique_name',
    'uniqueName: abc',
  );
  writeFileSync(deployment, `${yaml}ports: { externalBase: 20000, external: 19092 }\n`);
  const { code, stdout, stderr } = listeners(file, '--node-id', '2', '--deployment', deployment);
  expect({ code, stderr }).toMatchObject({
    code: 0,
    stderr: expect.not.stringContaining('placeholder') as string,
  });
  expect(stdout).toContain(',EXTERNAL://0.0.0.0:19092');
  expect(stdout).toContain(',EXTERNAL://b2.abc.alicloud.plc.tidbcloud.com:20002');
});

test('without arguments or on --help tells how', () => {
  expect(listeners('--help')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('--node-id <N>') as string,
  });
  expect(listeners()).toMatchObject({
    code: 2,
    stderr:
      'missing argument: SERVER.PROPERTIES\n--node-id is missing\nhelp: npx kafka-link listeners --help\n',
  });
});

test.each([
  ['a wrong broker', 1, ['--node-id', '1'], 'server.properties:2\n  error: node.id is not 1'],
  [
    'no number',
    2,
    ['--node-id', 'b1', '--external-port', '0'],
    "--node-id must be a whole number from 0 to 2147483647, not 'b1'\n--external-port must be a whole number from 1 to 65535, not '0'\n",
  ],
  [
    'ports beside a deployment',
    2,
    ['--node-id', '2', '--deployment', 'kafka.yaml', '--external-port', '39092'],
    'use --deployment or --external-port, not both',
  ],
  ['an unknown option', 2, ['--node-id', '2', '--force'], '--force'],
  [
    'a deployment file that is invalid',
    1,
    ['--node-id', '2', '--deployment', '__tests__/config/ten-mistakes.yaml'],
    'ten-mistakes.yaml:',
  ],
  ['two files', 2, ['other', '--node-id', '2'], 'unexpected argument: other'],
])('with %s is refused', (_, exit, args, message) => {
  const output = join(folder, 'new.properties');
  const { code, stdout, stderr } = listeners(file, ...args, '--output', output);
  expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(existsSync(output)).toBe(false);
});

test('a file that is not there is named', () => {
  const { code, stderr } = listeners(join(folder, 'none'), '--node-id', '2');
  expect(code).toBe(1);
  expect(stderr).toContain(join(folder, 'none'));
  expect(stderr).not.toMatch(/^\s+at /m);
});
