import { chmodSync, existsSync, rmSync, statSync, symlinkSync } from 'node:fs';
import type { NewClusterPlan } from '../../../plan/types';
import { filesOfBastion } from '../support/files';
import { freePort } from '../support/mirror-server';
import { type Mirror, startMirror } from '../support/sandbox/mirror';
import { MirroringBastion } from './support/mirroring-bastion';
import { planFrom } from './support/rollout-host';

const KAFKA = 'kafka_2.13-3.7.1.tgz';
const UNIT = '/etc/systemd/system/kafka-mirror.service';
const ENABLED = '/etc/systemd/system/multi-user.target.wants/kafka-mirror.service';

jest.setTimeout(60_000);

let source: Mirror;
let bastion: MirroringBastion;
let port: number;
beforeAll(async () => {
  source = await startMirror();
});
beforeEach(async () => {
  source.answer();
  port = await freePort();
  bastion = new MirroringBastion();
});
afterEach(() => bastion.remove());
afterAll(() => source.stop());

/** A plan whose bastion has its address on the loopback. */
function planOf(mirrorPort: number, kafka: object = {}): NewClusterPlan {
  const plan = planFrom(source, { kafka: { delivery: 'bastion', ...kafka } });
  if (!plan.bastion) throw new Error('the plan has a bastion');
  return { ...plan, bastion: { ...plan.bastion, address: '127.0.0.1', mirrorPort } };
}

const serves = (on = port) => bastion.serves(on, KAFKA);
const done = { code: 0, verdict: 'DONE: the bastion has what the brokers need' };

test('waits for the first boot, places every file, fetches, and serves what it has fetched', async () => {
  const plan = planOf(port);
  const run = await bastion.apply(plan);
  expect(run).toMatchObject(done);
  expect(run.output).toContain(`the mirror serves the archives on 127.0.0.1:${port}, checksums right`);
  for (const { path, content, permissions } of filesOfBastion(plan)) {
    expect(bastion.read(path)).toBe(content);
    expect(`0${(statSync(bastion.path(path)).mode & 0o777).toString(8)}`).toBe(permissions);
  }
  expect(bastion.calls('').filter((call) => !/^$|reload ssh/.test(call))).toEqual([
    'cloud-init status --wait',
    'systemctl daemon-reload',
    'systemctl enable --quiet kafka-mirror.service',
    'systemctl start kafka-mirror-fetch.service',
    'systemctl restart kafka-mirror.service',
  ]);
  expect(existsSync(bastion.path('/opt/kafka/current/bin'))).toBe(true);
  expect(await serves()).toBe(true);
});

test('places, fetches and restarts nothing when everything is right', async () => {
  await bastion.apply(planOf(port));
  source.requests.length = 0;
  const { pid } = bastion;
  const run = await bastion.apply(planOf(port));
  expect(run).toMatchObject(done);
  expect(run.output).not.toContain('is new');
  expect(bastion.calls('systemctl restart')).toEqual([]);
  expect(bastion.pid).toBe(pid);
  expect(source.requests).toEqual([]);
});

test('another port is served before the step is done, and the old one no more', async () => {
  await bastion.apply(planOf(port));
  const other = await freePort();
  expect(await bastion.apply(planOf(other))).toMatchObject(done);
  expect(await serves(other)).toBe(true);
  expect(await serves()).toBe(false);
});

test('delivery url serves nothing; with bastion the mirror starts, also after the next boot; and back', async () => {
  const url = planOf(port, { delivery: 'url' });
  expect(await bastion.apply(url)).toMatchObject(done);
  expect(await serves()).toBe(false);
  expect(await bastion.apply(planOf(port))).toMatchObject(done);
  expect(await serves()).toBe(true);
  expect(existsSync(bastion.path(ENABLED))).toBe(true);
  const run = await bastion.apply(url);
  expect(run).toMatchObject(done);
  expect(run.output).toContain('kafka-mirror.service is stopped');
  expect(await serves()).toBe(false);
  for (const path of [UNIT, ENABLED]) expect(existsSync(bastion.path(path))).toBe(false);
  expect(bastion.calls('systemctl enable')).toEqual(['systemctl enable --quiet kafka-mirror-fetch.service']);
});

const BY_HAND: readonly [string, () => void][] = [
  ['stopped', () => bastion.stopMirror()],
  ['disabled', () => rmSync(bastion.path(ENABLED))],
  ['without its unit', () => [UNIT, ENABLED].forEach((path) => rmSync(bastion.path(path)))],
  [
    'masked',
    () => {
      bastion.stopMirror();
      rmSync(bastion.path(UNIT));
      symlinkSync('/dev/null', bastion.path(UNIT));
    },
  ],
  ['with an edited unit', () => bastion.write(UNIT, bastion.read(UNIT).replace(String(port), '1'))],
  ['without its program', () => rmSync(bastion.path('/usr/local/lib/kafka-mirror-serve.py'))],
  ['with a damaged archive', () => bastion.write(`/srv/kafka-mirror/${KAFKA}`, 'damaged')],
  ['without its archives', () => rmSync(bastion.path('/srv/kafka-mirror'), { recursive: true })],
  [
    'with a program that cannot run',
    () => chmodSync(bastion.path('/usr/local/sbin/kafka-mirror-fetch'), 0o600),
  ],
];

test.each(BY_HAND)('a mirror that was left %s is repaired', async (_, damage) => {
  await bastion.apply(planOf(port));
  damage();
  expect(await bastion.apply(planOf(port))).toMatchObject(done);
  expect(await serves()).toBe(true);
  expect(existsSync(bastion.path(ENABLED))).toBe(true);
  expect(statSync(bastion.path(UNIT)).isFile()).toBe(true);
});

test('what a run has placed and not yet started, the next run starts', async () => {
  await bastion.apply(planOf(port));
  rmSync(bastion.path('/srv/kafka-mirror'), { recursive: true });
  source.answer(...Array<'broken'>(9).fill('broken'));
  const other = await freePort();
  expect(await bastion.apply(planOf(other))).toMatchObject({ code: 1 });
  source.answer();
  expect(await bastion.apply(planOf(other))).toMatchObject(done);
  expect(await serves(other)).toBe(true);
});

test('a mirror that does not serve the archives fails the step', async () => {
  bastion.write('/fake/on-restart', 'exit 0\n');
  const run = await bastion.apply(planOf(port));
  expect(run.code).toBe(1);
  expect(run.output).toContain(`FAILED: the mirror does not serve ${KAFKA} on 127.0.0.1:${port}`);
  expect(run.output).not.toContain('DONE');
});

test('a first boot with a wrong checksum is repaired by the right one', async () => {
  const wrong = planOf(port, { archive: { ...source.source(KAFKA), sha256: 'a'.repeat(64) } });
  const run = await bastion.apply(wrong);
  expect(run.output).toContain('FAILED: the bastion could not fetch the archives');
  expect(run.code).toBe(1);
  expect(await bastion.apply(planOf(port))).toMatchObject(done);
});

test('a first boot that still fetches goes on, unless its files were wrong', async () => {
  await bastion.apply(planOf(port));
  bastion.write('/fake/fetch', 'activating\n');
  await bastion.apply(planOf(port));
  expect(bastion.calls('systemctl restart kafka-mirror-fetch')).toEqual([]);
  bastion.write('/fake/fetch', 'activating\n');
  bastion.write('/etc/kafka/mirror.env', 'KAFKA_URL=wrong\n');
  expect(await bastion.apply(planOf(port))).toMatchObject(done);
  expect(bastion.calls('systemctl restart kafka-mirror-fetch')).toHaveLength(1);
});
