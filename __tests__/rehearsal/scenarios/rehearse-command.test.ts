import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from '../../../cli/command/parse';
import command from '../../../cli/rehearse/rehearse';
import { run } from '../../../cli/rehearse/rehearse/run';
import { loadConfig } from '../../../config/load';
import { newCluster } from '../../../config/schema';
import { obstacles, REHEARSAL_PREREQUISITES } from '../../../rehearsal/scenarios/prerequisites';
import { writeRehearsedFile } from '../../../rehearsal/scenarios/terraform/rehearsed-file';

const read = (...args: string[]) => parse(command, args);

test('arguments', () => {
  const byDefault = {
    scenario: 'default',
    seed: undefined,
    minutes: undefined,
    report: undefined,
    keep: false,
  };
  expect(read()).toEqual({ args: [], options: byDefault });
  expect(read('a.yaml', '--scenario', 'other', '--report', 'r.json', '--keep')).toEqual({
    args: ['a.yaml'],
    options: { ...byDefault, scenario: 'other', report: 'r.json', keep: true },
  });
  expect(read('down')).toEqual({ args: ['down'], options: byDefault });
  expect(() => read('a.yaml', 'b.yaml')).toThrow('unexpected argument: b.yaml');
  expect(() => read('--kepe')).toThrow("unknown option '--kepe'; did you mean --keep?");
});

test('a scenario that does not exist is refused, with those that do', async () => {
  const options = { scenario: 'nothing', report: undefined, keep: false };
  await expect(run('kafka.yaml', options)).rejects.toThrow(/^there is no scenario 'nothing'; .*default, /);
});

test('what is missing is named with lines that install it', () => {
  const bare = { path: '/nowhere', uid: 1000, platform: 'linux' as const };
  expect(obstacles(bare)).toMatch(/needs root/);
  expect(obstacles(bare)).toMatch(
    /apt-get install -y .*haproxy dnsmasq-base openjdk-17-jdk-headless tar maven$/m,
  );
  expect(obstacles(bare)).toMatch(/dnf install -y .*haproxy dnsmasq java-17-openjdk-devel tar maven$/m);
  expect(obstacles(bare)).toMatch(/missing: terraform; install Terraform 1.5/);
  expect(obstacles({ ...bare, platform: 'darwin' })).toMatch(/docker run/);
});

test('each command is needed once', () => {
  const commands = REHEARSAL_PREREQUISITES.map(({ command }) => command);
  expect(commands).toEqual([...new Set(commands)]);
});

test('the rehearsed file differs only in archives, heap, addresses, endpoints and backend', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsed-'));
  try {
    const sha256 = 'a'.repeat(64);
    const target = join(folder, 'kafka.yaml');
    const config = writeRehearsedFile('kafka.yaml', target, {
      archive: { url: 'http://198.51.100.10/kafka_2.13-3.7.1.tgz', sha256 },
      jdk: { url: 'http://198.51.100.10/jdk.tar.gz', sha256, version: '17.0.15' },
      heapMiB: 256,
      operatorAddress: '198.51.100.20',
      acceptedEndpoints: ['ep-abcdefgh'],
      fields: { maintain: 2 },
    });
    const { maintain, bastion, kafka, backend, endpointService, ...rest } = newCluster(config);
    const own = newCluster(loadConfig('kafka.yaml').config);
    expect(own).toMatchObject(rest);
    expect([maintain, bastion && bastion.allowSshFrom]).toEqual([2, ['0.0.0.0/0', '198.51.100.20/32']]);
    expect(kafka).toMatchObject({ heapMiB: 256, jdkVersion: '17.0.15', clusterId: own.kafka.clusterId });
    expect(backend.type).toBe('local');
    expect(endpointService.acceptedEndpoints).toEqual(['ep-abcdefgh']);
    expect(readFileSync(target, 'utf8')).toContain('# narrow this in production');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
