import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { renderDiskGrowth } from '../../templates/disk/disk-growth';
import { DISK_ID } from './support/files';
import { seedPlan } from './support/plan';
import type { Run } from './support/sandbox/sandbox';
import { host, useBrokerHost } from './support/sandbox/use-broker-host';

jest.setTimeout(60_000);

useBrokerHost();
beforeEach(async () => {
  // The mounted disk is a file; its kind is asked of it, not of the machine.
  host.program(
    'findmnt',
    'if [[ $* == *FSTYPE* ]]; then [[ ! -e $FAKE/mounted ]] || echo "${KIND:-ext4}"; else cat "$FAKE/mounted"; fi',
  );
  await host.bootstrap();
  host.resizeDisk(1024);
});

const MIB = 1024 * 1024;

/** Size of the file system on the disk, in MiB. */
function fileSystem(): number {
  const said = execFileSync('dumpe2fs', ['-h', host.disk], { encoding: 'utf8', stdio: 'pipe' });
  const value = (name: string) => Number(new RegExp(`^${name}: +(\\d+)$`, 'm').exec(said)?.[1]);
  return (value('Block count') * value('Block size')) / MIB;
}

/** Runs the step of an apply whose file says `sizeGiB`. */
function grow(sizeGiB: number, environment: Record<string, string> = {}): Promise<Run> {
  const plan = seedPlan();
  const [broker] = plan.brokers;
  if (!broker) throw new Error('no broker');
  const grown = { ...broker, dataDisk: { ...broker.dataDisk, sizeGiB } };
  host.write('/upload/grow.sh', renderDiskGrowth(plan, grown, { dataDiskId: DISK_ID, target: 'host' }));
  return host.run('/upload/grow.sh', [], { SIZE_ATTEMPTS: '2', SIZE_DELAY: '0', ...environment });
}

/** When something was written to the disk last. */
const written = () => statSync(host.disk).mtimeMs;

test('kafka-bootstrap grows the file system of a disk that has grown, once', async () => {
  expect(fileSystem()).toBe(64);
  expect((await host.bootstrap()).code).toBe(0);
  expect(fileSystem()).toBe(1024);
  host.program('resize2fs', 'echo "resize2fs $*" >>"$FAKE/calls"');
  expect((await host.bootstrap()).code).toBe(0);
  expect(host.calls('resize2fs')).toEqual([]);
});

test('kafka-bootstrap starts Kafka although the file system cannot be grown, and says so', async () => {
  host.program('resize2fs', 'echo "Permission denied to resize"; exit 1');
  const run = await host.bootstrap();
  expect(run.code).toBe(0);
  expect(run.output).toMatch(/WARNING: the file system on \S+ is smaller than its disk: Permission denied/);
});

describe('the step of an apply', () => {
  test('grows it while Kafka runs, and a second one changes nothing', async () => {
    expect(await grow(1)).toMatchObject({ code: 0, verdict: `DONE: ext4 on ${DISK_ID} has 1024 MiB` });
    expect(fileSystem()).toBe(1024);
    const before = written();
    expect(await grow(1)).toMatchObject({ code: 0, verdict: `DONE: ext4 on ${DISK_ID} has 1024 MiB` });
    expect(written()).toBe(before);
    expect(host.calls('systemctl')).toEqual(['systemctl daemon-reload']); // of the first mount
  });

  test('XFS grows by its mount point', async () => {
    host.program(
      'xfs_info',
      `blocks=$((64 * 256)); [[ ! -e $FAKE/grown ]] || blocks=$((1024 * 256))
echo "data     =                       bsize=4096   blocks=$blocks, imaxpct=25"
echo "log      =internal log           bsize=4096   blocks=2560, version=2"`,
    );
    host.program(
      'xfs_growfs',
      'echo "xfs_growfs $*" >>"$FAKE/calls"; : >"$FAKE/grown"; echo "data blocks changed"',
    );
    expect(await grow(1, { KIND: 'xfs' })).toMatchObject({
      code: 0,
      verdict: `DONE: xfs on ${DISK_ID} has 1024 MiB`,
    });
    expect(host.calls('xfs_growfs')).toEqual([`xfs_growfs ${host.path('/var/lib/kafka')}`]);
  });

  test('is not done while the host sees the old size', async () => {
    const run = await grow(2);
    expect(run).toMatchObject({
      code: 75,
      verdict: expect.stringMatching(
        /^NOT NOW: this host still sees 1 of the 2 GiB of .* nothing was grown\. .* Apply again$/,
      ),
    });
    expect(run.output).not.toContain('DONE');
    expect(fileSystem()).toBe(64);
  });

  test('is not done when the tool fails', async () => {
    host.program('resize2fs', 'echo "Permission denied to resize"; exit 1');
    expect(await grow(1)).toMatchObject({
      code: 75,
      verdict: expect.stringContaining('could not be grown: Permission denied'),
    });
  });

  test('is not done when the tool only claims to have grown it', async () => {
    host.program('resize2fs', 'exit 0');
    expect(await grow(1)).toMatchObject({ code: 75 });
  });

  test.each([
    ['nothing', ''],
    ['another device', '/dev/vdz\n'],
  ])('touches no disk while %s is mounted', async (_, mounted) => {
    host.write('/fake/mounted', mounted);
    const before = written();
    const run = await grow(1);
    expect(run).toMatchObject({ code: 0, verdict: expect.stringContaining('is not mounted at') });
    expect(written()).toBe(before);
  });
});
