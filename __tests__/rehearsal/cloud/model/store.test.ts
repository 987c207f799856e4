import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { LogEntry } from '../../../../rehearsal/cloud/model';
import {
  connectEndpoint,
  followLog,
  inspect,
  logFile,
  openCloud,
  readEvents,
  readLog,
} from '../../../../rehearsal/cloud/model';
import { acquireLock } from '../../../../rehearsal/cloud/model/lock';
import { cloudFile, CONSUMER, id, refuses, REGION, World } from './support';

const ROOT = join(__dirname, '../../../..');
/** How long a writer may take before it is ended, less than its test may. */
const WRITER_LIMIT_MS = 20_000;

let stopFollowing = (): void => undefined;
// Here and not in the test, since what still runs after a failed one keeps jest from ending.
afterEach(() => stopFollowing());

/** Runs the writer in its own process. */
async function writeElsewhere(file: string, name: string, count: number): Promise<void> {
  const args = ['cli/run.js', join(__dirname, 'writer.ts'), file, name, String(count)];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: WRITER_LIMIT_MS,
  });
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(0);
}

test('looking at a cloud makes no file', async () => {
  const file = cloudFile();
  const cloud = openCloud(file);
  expect(await cloud.read('alicloud_vpc', { id: 'vpc-none' })).toBeUndefined();
  expect(inspect(cloud).counts).toEqual({});
  expect(readLog(file)).toEqual([]);
  expect(existsSync(file)).toBe(false);
});

test('what one client did, another one sees, at once and later', async () => {
  const world = new World();
  const reader = openCloud(world.file);
  expect(inspect(reader).counts).toEqual({});
  const vpc = await world.vpc();
  expect(await reader.read('alicloud_vpc', vpc)).toEqual(vpc);
  await reader.delete('alicloud_vpc', vpc);
  expect(await world.read('vpc', vpc)).toBeUndefined();
});

test('several processes at once lose nothing, and leave nothing behind', async () => {
  const file = cloudFile();
  const names = ['one', 'two', 'three'];
  await Promise.all(names.map((name) => writeElsewhere(file, name, 40)));
  expect(inspect(openCloud(file)).counts).toEqual({ alicloud_vpc: 120 });
  const entries = readLog(file);
  expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 240 }, (_, index) => index + 1));
  expect(new Set(readEvents(file).map((event) => event.id)).size).toBe(120);
  expect(readdirSync(dirname(file)).sort()).toEqual([basename(file), basename(logFile(file))].sort());
}, 30_000);

test('the lock of a process that died is broken; that of a living one is waited for', async () => {
  const world = new World();
  // No process has this number: it is above the largest that systems give out.
  writeFileSync(`${world.file}.lock`, '4194305');
  await world.vpc();
  const release = await acquireLock(`${world.file}.lock`);
  const order: string[] = [];
  const waiting = world.vpc().then(() => order.push('made'));
  // Were the lock not held, these turns would be more than enough: nothing else is awaited.
  for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
  order.push('released');
  release();
  await waiting;
  expect(order).toEqual(['released', 'made']);
  expect(inspect(world.cloud).counts).toEqual({ alicloud_vpc: 2 });
});

test('a refused call leaves nothing but its line in the log', async () => {
  const world = new World();
  const { a, group } = await world.network();
  const before = inspect(world.cloud);
  // The instance and its first disk are made before the second disk is refused.
  const disks = [
    { size: 50, category: 'cloud_essd' },
    { size: 1, category: 'cloud_essd' },
  ];
  await refuses(world.instance(a, group, { data_disks: disks }), 'InvalidDiskSize.NotSupported');
  expect(inspect(world.cloud)).toEqual(before);
  expect(readLog(world.file).at(-1)).toMatchObject({
    kind: 'operation',
    outcome: 'refused',
    code: 'InvalidDiskSize.NotSupported',
    id: null,
  });
});

test('a file that cannot be written fails every waiting call, and later ones work again', async () => {
  const world = new World();
  await world.vpc();
  const good = readFileSync(world.file, 'utf8');
  writeFileSync(world.file, 'no JSON');
  const calls = await Promise.allSettled([world.vpc(), world.vpc()]);
  expect(calls.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  writeFileSync(world.file, good);
  await world.vpc();
  expect(inspect(world.cloud).counts).toEqual({ alicloud_vpc: 2 });
});

describe('the log', () => {
  test('tells events before the operation that made them, numbered without a gap', async () => {
    const world = new World();
    const vpc = await world.vpc();
    await world.update('vpc', vpc, { description: 'text' });
    await world.delete('vpc', vpc);
    expect(readLog(world.file)).toMatchObject([
      { seq: 1, kind: 'event', name: 'vpc.created', id: vpc.id, region: REGION, details: { name: 'main' } },
      { seq: 2, kind: 'operation', operation: 'create', id: vpc.id, outcome: 'done', attempt: 1 },
      { seq: 3, kind: 'event', name: 'vpc.updated', details: { changed: ['description'] } },
      { seq: 4, kind: 'operation', operation: 'update' },
      { seq: 5, kind: 'event', name: 'vpc.deleted' },
      { seq: 6, kind: 'operation', operation: 'delete' },
    ]);
  });

  test('is repaired when a process died while writing it', async () => {
    const world = new World();
    await world.vpc();
    const whole = readFileSync(logFile(world.file), 'utf8');
    truncateSync(logFile(world.file), whole.length - 20);
    const other = openCloud(world.file);
    await other.create('alicloud_vpc', { vpc_name: 'other', cidr_block: '10.0.0.0/16' });
    expect(readLog(world.file).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(readFileSync(logFile(world.file), 'utf8').startsWith(whole)).toBe(true);
  });

  test('loses what the state does not know of', async () => {
    const world = new World();
    await world.vpc();
    appendFileSync(logFile(world.file), '{"seq":3}\n');
    await world.vpc();
    expect(readLog(world.file).map(({ seq, kind }) => [seq, kind])).toEqual([
      [1, 'event'],
      [2, 'operation'],
      [3, 'event'],
      [4, 'operation'],
    ]);
  });

  test('is followed while others write it, each entry once and in order', async () => {
    const file = cloudFile();
    const seen: LogEntry[] = [];
    let complete: () => void;
    const all = new Promise<void>((resolve) => (complete = resolve));
    stopFollowing = followLog(file, (entry) => {
      seen.push(entry);
      if (seen.length === 40) complete();
    });
    await writeElsewhere(file, 'äöü', 20);
    await all;
    expect(seen).toEqual(readLog(file));
  }, 30_000);

  test('is followed from a given entry on', async () => {
    const world = new World();
    await world.vpc();
    const seen: number[] = [];
    followLog(world.file, ({ seq }) => seen.push(seq), 1)();
    expect(seen).toEqual([2]);
  });
});

describe('ids', () => {
  async function build(order: 'forwards' | 'backwards'): Promise<string[]> {
    const world = new World();
    const vpc = await world.vpc();
    const letters = ['a', 'b', 'c'] as const;
    const turn = order === 'forwards' ? letters : [...letters].reverse();
    for (const letter of turn) await world.vswitch(vpc, letter as 'a');
    return inspect(world.cloud)
      .vswitches.map((vswitch) => vswitch.id)
      .sort();
  }

  test('are the same in every new cloud, in whatever order things are made', async () => {
    expect(await build('backwards')).toEqual(await build('forwards'));
  });

  test('differ for things that look the same, and are not given twice', async () => {
    const world = new World();
    const first = await world.vpc();
    await world.delete('vpc', first);
    expect(id(await world.vpc())).not.toBe(id(first));
  });

  test('and the whole file are the same after the same calls', async () => {
    const contents = [];
    for (let run = 0; run < 2; run += 1) {
      const world = new World();
      const { service } = await world.published();
      await connectEndpoint(world.cloud, {
        accountId: CONSUMER,
        serviceName: String(service.vpc_endpoint_service_name),
        zones: [`${REGION}a`],
      });
      contents.push(readFileSync(world.file, 'utf8') + readFileSync(logFile(world.file), 'utf8'));
    }
    expect(contents[0]).toBe(contents[1]);
  });
});
