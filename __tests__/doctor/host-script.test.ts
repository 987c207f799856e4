import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHost } from '../../doctor/gather/hosts';
import { renderDoctorScript } from '../../templates/doctor/host-script';
import { externalCommands } from '../templates/support/commands';
import { brokerOf, seedPlan } from '../templates/support/plan';
import { COREUTILS, OTHERS, UTIL_LINUX } from '../templates/support/sandbox/allowed';
import { runTool } from '../templates/support/tools';

const plan = seedPlan();
const script = renderDoctorScript(plan, brokerOf(plan, 1));

describe('the script by which a host tells of itself', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'doctor-host-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  test('passes shellcheck, on a broker and on the bastion', () => {
    for (const text of [script, renderDoctorScript(plan)]) {
      writeFileSync(join(folder, 'host.sh'), text);
      runTool('shellcheck', 'shellcheck', [join(folder, 'host.sh')]);
    }
  });

  test('uses only commands of the base images that read', () => {
    const used = externalCommands(script);
    const known = [
      ...COREUTILS,
      ...UTIL_LINUX,
      ...OTHERS,
      'base64',
      'df',
      'systemd-detect-virt',
      'timedatectl',
    ];
    expect(used.filter((name) => !known.includes(name))).toEqual([]);
    // A new name here is a decision: does it read only?
    expect(used.join(' ')).toBe(
      'awk base64 blockdev cat date df dumpe2fs findmnt ls readlink sed sha256sum systemctl systemd-detect-virt tail timedatectl timeout tr wc xfs_info',
    );
    expect([...script.matchAll(/blockdev (\S+)/g)].map(([, option]) => option)).toEqual(['--getsize64']);
    expect([...script.matchAll(/\/kafka-reserve ([a-z]+)/g)].map(([, verb]) => verb)).toEqual(['status']);
    expect([...script.matchAll(/systemctl (\S+)/g)].map(([, verb]) => verb)).toEqual(['show']);
    // Nothing is written but to nowhere.
    const targets = [...script.matchAll(/(?<![<>])>+ ?"?([^\s");]+)/g)].map(([, target]) => target);
    expect([...new Set(targets)].sort()).toEqual(['/dev/null']);
  });

  test('tells of storage, configuration and ways to others', async () => {
    const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    const { port } = server.address() as { port: number };
    const near = {
      ...plan,
      ports: { ...plan.ports, controller: 1 },
      brokers: plan.brokers.map((broker) => ({
        ...broker,
        address: '127.0.0.1',
        internal: { host: '127.0.0.1', port },
      })),
      kafka: { ...plan.kafka, dataMount: '/', logDirs: `${folder}/it's data` },
    };
    mkdirSync(near.kafka.logDirs);
    writeFileSync(join(near.kafka.logDirs, 'meta.properties'), 'version=1\ncluster.id=abc\nnode.id=1\n');
    const before = Date.now();
    // spawnSync would keep the server from answering.
    const text = await run(renderDoctorScript(near, near.brokers[0]));
    server.close();

    const { values, probes, clockSeconds } = readHost(text, before);
    expect(values).toMatchObject({ cluster_id: 'abc', node_id: '1' });
    expect(Number(values['used_percent'])).toBeLessThanOrEqual(100);
    expect(values['system_disk']).toMatch(/^\/ \d+ \d+\b/);
    expect(values['system_inodes']).toMatch(/^\/ \d+ \d+\b/);
    expect(Math.abs(clockSeconds ?? Infinity)).toBeLessThan(30);
    expect(probes).toHaveLength(4);
    expect(probes).toContainEqual({ listener: 'INTERNAL', endpoint: `127.0.0.1:${port}`, outcome: 'open' });
    expect(probes).toContainEqual({ listener: 'CONTROLLER', endpoint: '127.0.0.1:1', outcome: 'refused' });
    expect(readFileSync(join(near.kafka.logDirs, 'meta.properties'), 'utf8')).toContain('cluster.id=abc');
  });

  test('of the bastion, its clock and what its step brings', () => {
    const { status, stdout } = spawnSync('bash', ['-s'], {
      input: renderDoctorScript(plan),
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    expect(Object.keys(readHost(stdout, Date.now()).values)).toEqual([
      'now',
      'ntp',
      'files',
      'units',
      'missing_secrets',
      'ssh',
      'system_disk',
      'system_inodes',
      'release_kafka',
      'release_java',
      'end',
    ]);
  });

  test('a report that breaks off is none', () => {
    expect(() => readHost('now=1.5\nntp=yes\n', 0)).toThrow('the host did not tell all that it was asked');
  });
});

function run(text: string): Promise<string> {
  const child = spawn('bash', ['-s'], { stdio: ['pipe', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => (said += more));
  child.stdin.end(text);
  return new Promise((resolve) => child.on('close', () => resolve(said)));
}
