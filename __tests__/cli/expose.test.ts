import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { kraftFile, SECRET } from '../expose/support/cluster';

jest.setTimeout(60_000);

const root = resolve(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'expose-'));
const asked = join(folder, 'asked');
afterAll(() => rmSync(folder, { recursive: true }));

/** Every host answers as one that has all that is needed; nothing is reached. */
beforeEach(() => {
  const file = (id: number) => Buffer.from(kraftFile(id), 'latin1').toString('base64');
  const files = [1, 2, 3].map((id) => `  *10.0.0.1${id}*) file=${file(id)} ;;`).join('\n');
  const answer = ['systemd=252', 'missing=', 'unit=loaded', 'state=active', 'java=/opt/java', 'compiler=yes'];
  const program = join(folder, 'ssh');
  writeFileSync(
    program,
    `#!/bin/bash\ncat >/dev/null\necho "$*" >>"${asked}"\ncase "$*" in\n${files}\nesac\n` +
      `printf '%s\\n' ${answer.join(' ')} clients=3.7.1 "file=$file" end=true\n`,
  );
  chmodSync(program, 0o755);
  writeFileSync(asked, '');
});

const HOSTS = { serverProperties: '/etc/kafka/server.properties', kafkaHome: '/opt/kafka' };

function deployment(hosts: object | false = HOSTS, name = 'existing.yaml', mode = 'kraft'): string {
  const zones = ['a', 'b', 'c'].map((letter, index) => ({
    id: `ap-southeast-1${letter}`,
    cidr: `10.0.${index + 1}.0/24`,
    vswitchId: `vsw-t4nexample${letter}`,
  }));
  const file = join(folder, name);
  const brokers = zones.map(({ id: zone }, index) => ({
    id: index + 1,
    zone,
    address: `10.0.0.1${index + 1}`,
  }));
  const config = {
    name: 'existing',
    cluster: 'existing',
    region: 'ap-southeast-1',
    vpc: { id: 'vpc-t4nexample', cidr: '10.0.0.0/16' },
    zones,
    brokers,
    existing: { mode, securityGroupId: 'sg-t4nexample', ...(hosts && { hosts }) },
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

function expose(...args: string[]) {
  const env = { ...process.env, PATH: `${folder}:${process.env['PATH']}`, TF_VAR_unique_name: '' };
  const command = ['cli/kafka-link.js', 'expose', ...args];
  const { status: code, stdout, stderr } = spawnSync('node', command, { cwd: root, encoding: 'latin1', env });
  return { code, stdout, stderr };
}

test('without a person and without --yes, the changes are shown and nothing is done', () => {
  const { code, stdout, stderr } = expose(deployment(), '--var', 'unique_name=abc');
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toContain(
    'broker-node1: listeners, advertised.listeners, listener.security.protocol.map change',
  );
  expect(stdout).toContain(
    '+advertised.listeners=INTERNAL://10.0.0.13:9092,EXTERNAL://b3.abc.alicloud.plc.tidbcloud.com:9095',
  );
  expect(stdout).toMatch(
    /Nothing was changed, since nobody is there to agree \(--yes agrees\): .*broker-node3\n$/,
  );
  expect(stdout).not.toContain(SECRET);
});

test('the placeholder is a warning', () => {
  const { code, stderr } = expose(deployment());
  expect(code).toBe(1);
  expect(stderr).toContain('would contain the placeholder b1.unique_name.alicloud.plc.tidbcloud.com');
});

test.each([
  ['on demand', [deployment(), '--by-hand']],
  ['where the file does not tell how brokers are reached', [deployment(false, 'no-hosts.yaml')]],
])('every step is printed %s, without SSH', (_, args) => {
  const { code, stdout } = expose(...args, '--var', 'unique_name=abc');
  expect(code).toBe(0);
  for (const id of [1, 2, 3]) {
    expect(stdout).toContain(
      `broker-node${id} (node ${id}, 10.0.0.1${id}) becomes b${id}.abc.alicloud.plc.tidbcloud.com`,
    );
    expect(stdout).toContain(`--node-id ${id} --deployment ${args[0]} --unique-name abc`);
  }
  expect(stdout.match(/kafka-topics.sh --bootstrap-server 10.0.0.12:9092,10.0.0.13:9092 /g)).toHaveLength(2);
  expect(stdout.match(/systemctl restart kafka.service/g)).toHaveLength(6);
  const { stdout: calls } = spawnSync('cat', [asked], { encoding: 'utf8' });
  expect(calls).toBe('');
});

test('in ZooKeeper mode the other way is told', () => {
  const { code, stdout } = expose(deployment(false, 'zookeeper.yaml', 'zookeeper'));
  expect(code).toBe(0);
  expect(stdout).toContain(
    'In ZooKeeper mode, kafka-configs.sh --alter can set the three values without a restart',
  );
  expect(stdout).not.toContain('kafka-metadata-quorum');
});

test.each([
  [
    'a cluster that is built',
    1,
    ['kafka.yaml'],
    'builds its cluster (cluster: new): terraform apply gives its brokers',
  ],
  ['another variable', 2, [deployment(), '--var', 'a=b'], "--var takes unique_name=NAME, not 'a=b'"],
  ['a name that is none', 1, [deployment(), '--var', 'unique_name=a.b'], 'unique_name must be one DNS label'],
  [
    'a time that is none',
    2,
    [deployment(), '--gate-timeout', 'soon'],
    "--gate-timeout must be a whole number from 1 to 999999, not 'soon'",
  ],
  ['an unknown option', 2, ['--no'], "unknown option '--no'"],
])('%s is refused', (_, exit, args, words) => {
  const { code, stdout, stderr } = expose(...args);
  expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
  expect(stderr).toContain(words);
  expect(stderr).not.toContain('    at ');
});
