import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  addAddress,
  claimFolder,
  connect,
  createNetns,
  listNetns,
  Netns,
  newLabId,
  removeLab,
  requirePrerequisites,
  run,
  until,
} from '../../../../rehearsal/lab/common';

let base: string;
let id: string;
let dir: string;

beforeEach(() => {
  requirePrerequisites();
  base = mkdtempSync(join(tmpdir(), 'lab-network-'));
  id = newLabId();
  dir = join(base, '.rehearsal', id);
  claimFolder(dir, id);
});

afterEach(async () => {
  await removeLab(dir, id);
  rmSync(base, { recursive: true, force: true });
});

/** Two namespaces that reach each other. */
async function pair(): Promise<[Netns, Netns]> {
  const [a, b] = [await createNetns(id, 'a'), await createNetns(id, 'b')];
  await connect(a, 'eth0', b, 'eth0');
  await addAddress(a, 'eth0', '10.0.0.1/24');
  await addAddress(b, 'eth0', '10.0.0.2/24');
  return [a, b];
}

test('namespaces reach each other and nothing else, and the machine sees none of their interfaces', async () => {
  const before = (await run('ip', ['-o', 'link'])).stdout;
  const [a, b] = await pair();
  expect((await run('ip', ['-o', 'link'])).stdout).toBe(before);
  const server = "require('node:net').createServer((c) => c.end('hello')).listen(7000)";
  const client = "require('node:net').connect(7000, '10.0.0.2').pipe(process.stdout)";
  await b.spawn([process.execPath, '-e', server]);
  const answer = async (): Promise<boolean> =>
    (await a.exec([process.execPath, '-e', client])).stdout === 'hello';
  await until('b answers a', answer, { timeoutSec: 10 });
  await expect(a.exec(['ip', 'route', 'get', '192.0.2.1'])).rejects.toThrow(/unreachable/i);
  expect((await a.exec(['ip', '-6', 'address'])).stdout).toBe('');
});

test('everything goes although a process still runs and the work failed halfway', async () => {
  const [a, b] = await pair();
  const process = await b.spawn(['sleep', '1000']);
  await expect(connect(a, 'eth0', b, 'eth0')).rejects.toThrow('File exists');
  await removeLab(dir, id);
  expect(await listNetns(id)).toEqual([]);
  expect(existsSync(dir)).toBe(false);
  await until('the process has ended', () => !process.isRunning(), { timeoutSec: 5 });
  await removeLab(dir, id); // a second time finds nothing
});

test("nothing runs in the machine's own network under the name of a lab", async () => {
  await run('ip', ['netns', 'attach', `${id}-own`, String(process.pid)]);
  try {
    const own = new Netns(`${id}-own`);
    for (const attempt of [() => own.exec(['true']), () => own.spawn(['true']), () => own.delete()]) {
      await expect(async () => attempt()).rejects.toThrow("is the machine's own network");
    }
  } finally {
    await run('ip', ['netns', 'delete', `${id}-own`]);
  }
});

test('names that belong to no lab are refused', () => {
  for (const name of ['', 'default', 'kr12-a', `${id}`, `${id}-`, `${id}-../x`]) {
    expect(() => new Netns(name)).toThrow();
  }
});

test('files can differ for the processes of a namespace', async () => {
  const netns = await createNetns(id, 'files');
  mkdirSync(join(dir, 'etc'));
  writeFileSync(join(dir, 'etc', 'hosts'), '10.9.8.7 only-here\n');
  const inside = netns.withFiles({ '/etc/hosts': join(dir, 'etc', 'hosts') });
  expect((await inside.exec(['getent', 'hosts', 'only-here'])).stdout).toContain('10.9.8.7');
  expect((await netns.exec(['cat', '/etc/hosts'])).stdout).not.toContain('only-here');
});
