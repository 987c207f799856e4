import type { Run } from './support/sandbox/sandbox';
import { host, replaceHost, useBrokerHost } from './support/sandbox/use-broker-host';

jest.setTimeout(60_000);

useBrokerHost();
beforeEach(() => {
  host.write('/fake/mounted', '');
  host.write('/var/lib/kafka/data/meta.properties', '');
});

/** Runs commands on a real data disk of 100 MiB; `reserve` is the program, `fill MIB` fills the disk. */
function onDisk(commands: string): Promise<Run> {
  host.write(
    '/commands',
    `mount -t tmpfs -o size=100m data "$KAFKA_BOOTSTRAP_ROOT/var/lib/kafka"
reserve() { PATH="${host.path('/fakes')}:$PATH" bash "$KAFKA_BOOTSTRAP_ROOT/usr/local/sbin/kafka-reserve" "$@"; }
fill() { /usr/bin/fallocate -l "$1MiB" "$KAFKA_BOOTSTRAP_ROOT/var/lib/kafka/records"; }
${commands}`,
  );
  host.program('fallocate', 'exec /usr/bin/fallocate "$@"');
  return host.runUnshared('/commands');
}

test('2 % of the disk are held, beside log.dirs, for nobody but root', async () => {
  const run = await onDisk('reserve restore; stat -c "%n %a %s" "$KAFKA_BOOTSTRAP_ROOT"/var/lib/kafka/*');
  expect(run.output).toContain('DONE: 2 MiB are held\n');
  expect(run.output).toContain(`${host.path('/var/lib/kafka/kafka-reserve')} 600 ${2 * 1024 * 1024}\n`);
});

test('what is held is room for Kafka once it is given free', async () => {
  const run = await onDisk(
    'reserve restore; fill 98; fill 99 || echo full; reserve release; fill 99; reserve status',
  );
  expect(run.output).toContain('\nfull\nDONE: 2 MiB were given free.');
  expect(run.output).toContain('reserve: 0 of 2 MiB are held\ndata disk: 1 of 100 MiB are free\n');
  expect(run.code).toBe(0);
});

test.each([79, 98, 100])('with %i % used it is not made again', async (used) => {
  const run = await onDisk(`fill ${used}; reserve restore`);
  expect(run).toMatchObject({
    code: 75,
    verdict: expect.stringMatching(/^NOT NOW: \d+ of 100 MiB are free/),
  });
});

test('it is made again once there is room, and then stays', async () => {
  const run = await onDisk('fill 78; reserve restore; reserve restore; reserve status');
  expect(run.output).toContain('DONE: 2 MiB are held\nDONE: 2 MiB are held already\nreserve: 2 of 2 MiB');
});

test('it grows with its disk', async () => {
  const grow = 'mount -o remount,size=200m "$KAFKA_BOOTSTRAP_ROOT/var/lib/kafka"';
  const run = await onDisk(`reserve restore; ${grow}; reserve restore`);
  expect(run.output).toContain('DONE: 2 MiB are held\nDONE: 4 MiB are held\n');
});

test('nothing is written below a mount point without its disk', async () => {
  const run = await onDisk(`rm ${host.fake}/mounted; reserve restore`);
  expect(run).toMatchObject({ code: 75, verdict: 'NOT NOW: no disk is mounted at /var/lib/kafka' });
});

test('a host without room for it becomes ready all the same', async () => {
  replaceHost({});
  host.program('fallocate', 'echo "No space left on device" >&2; exit 1');
  const run = await host.bootstrap();
  expect(run.code).toBe(0);
  expect(run.output).toMatch(/ reserve: .*NOT NOW: /s);
});
