import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { host, useBrokerHost } from './support/sandbox/use-broker-host';

jest.setTimeout(60_000);

useBrokerHost();

const onDisk = () => createHash('sha256').update(readFileSync(host.disk)).digest('hex');

/** Writes bytes somewhere on the disk. */
function scribble(offset: number, bytes: string): void {
  const content = readFileSync(host.disk);
  content.write(bytes, offset, 'latin1');
  host.write('/dev/vdb', content);
}

async function expectUntouched(reason: RegExp): Promise<void> {
  const before = onDisk();
  const run = await host.bootstrap();
  expect(run).toMatchObject({ code: 78, verdict: expect.stringMatching(reason) });
  expect(onDisk()).toBe(before);
  expect(host.calls('mount ')).toEqual([]);
  expect(host.formats()).toBe(0);
}

describe('finding the disk', () => {
  test('by the serial that lsblk knows, where no link exists', async () => {
    rmSync(host.path('/dev/disk'), { recursive: true });
    host.write('/fake/serials', `/dev/vda other\n${host.disk} t4n0123456789abcdefg\n`);
    expect((await host.bootstrap()).code).toBe(0);
  });

  test('a disk that never comes is a temporary failure', async () => {
    rmSync(host.path('/dev/disk'), { recursive: true });
    const run = await host.bootstrap();
    expect(run).toMatchObject({
      code: 75,
      verdict: expect.stringContaining('d-t4n0123456789abcdefg is not attached'),
    });
  });

  test('a disk that comes late is waited for', async () => {
    rmSync(host.path('/dev/disk'), { recursive: true });
    const late = `[[ $1 == -d* ]] || { echo vdb; exit; }
      if [[ -e $FAKE/late ]]; then echo "${host.disk} t4n0123456789abcdefg"; fi; touch "$FAKE/late"`;
    host.program('lsblk', late);
    const run = await host.bootstrap();
    expect(run.code).toBe(0);
    expect(run.output).toContain('waiting for disk d-t4n0123456789abcdefg');
  });
});

describe('a blank disk', () => {
  test('gets XFS where the host has it', async () => {
    host.program('mkfs.xfs', 'echo "mkfs.xfs $*" >>"$FAKE/calls"; exec mkfs.ext4 -q "$2"');
    expect((await host.bootstrap()).code).toBe(0);
    expect(host.calls('mkfs.xfs')).toEqual([`mkfs.xfs -q ${host.disk}`]);
  });

  test('is not used when making the file system fails', async () => {
    host.program('mkfs.xfs', 'exit 1');
    const run = await host.bootstrap();
    expect(run).toMatchObject({ code: 78, verdict: expect.stringContaining('no file system could be made') });
  });
});

describe('a disk that is not blank', () => {
  test('with a file system of ours is mounted as it is', async () => {
    execFileSync('mkfs.ext4', ['-q', host.disk], { stdio: 'ignore' });
    const before = onDisk();
    expect((await host.bootstrap()).code).toBe(0);
    expect(onDisk()).toBe(before);
  });

  test('with a partition table is refused', async () => {
    scribble(510, '\x55\xaa');
    scribble(446, '\x80\x00\x02\x00\x83\x00\x3f\x00\x00\x08\x00\x00\x00\x40\x00\x00');
    await expectUntouched(/^REFUSED: .*partition table.*left untouched$/);
  });

  test('with a partition that blkid does not see is refused', async () => {
    host.write('/fake/partitions', 'vdb1\n');
    await expectUntouched(/^REFUSED: .*is not blank; left untouched$/);
  });

  test('with other contents is refused', async () => {
    execFileSync('mkswap', [host.disk], { stdio: 'ignore' });
    await expectUntouched(/^REFUSED: .*holds swap, not a file system of ours; left untouched$/);
  });

  test('with contents that no tool knows is refused', async () => {
    scribble(3 * 1024 * 1024, 'records of some application');
    await expectUntouched(/^REFUSED: .*is not blank; left untouched$/);
  });

  test.each([
    ['wipefs', 'exit 1'],
    ['lsblk', 'exit 1'],
    ['head', 'exit 1'],
  ])('is assumed when %s cannot look', async (command, body) => {
    host.program(command, body);
    await expectUntouched(/^REFUSED: .*is not blank; left untouched$/);
  });

  test('is assumed when blkid is in doubt', async () => {
    host.program('blkid', 'exit 8');
    await expectUntouched(/^REFUSED: blkid cannot tell/);
  });
});

describe('mounting', () => {
  test('another device at the mount point is refused', async () => {
    host.write('/fake/mounted', '/dev/vdz\n');
    const run = await host.bootstrap();
    expect(run).toMatchObject({ code: 78, verdict: expect.stringContaining('/dev/vdz is mounted') });
    expect(host.formats()).toBe(0);
  });

  test('a mount that does not appear is a temporary failure', async () => {
    host.program('mount', 'true');
    const run = await host.bootstrap();
    expect(run).toMatchObject({ code: 75, verdict: expect.stringContaining('could not be mounted') });
    expect(host.formats()).toBe(0);
  });

  describe('on a host with systemd and udev', () => {
    const UNIT = 'var-lib-kafka.mount';
    const SYSTEMCTL = `echo "systemctl $*" >>"$FAKE/calls"
[[ $* != "start ${UNIT}" || -e $FAKE/unit-fails ]] || readlink -f "$KAFKA_BOOTSTRAP_ROOT/dev/vdb" >"$FAKE/mounted"
[[ $* != start* || ! -e $FAKE/unit-fails ]]`;
    beforeEach(() => {
      host.write('/run/udev/control', '');
      host.program('udevadm', 'echo "udevadm $*" >>"$FAKE/calls"');
      host.program('systemctl', SYSTEMCTL);
    });
    const order = () =>
      host.calls('').filter((line) => /^(udevadm|mount|systemctl (daemon-reload|start))\b/.test(line));

    test("systemd's own unit mounts, once udev has announced the file system", async () => {
      expect((await host.bootstrap()).code).toBe(0);
      expect(order().slice(-3)).toEqual([
        'udevadm settle --timeout=60',
        'systemctl daemon-reload',
        `systemctl start ${UNIT}`,
      ]);
      expect(host.calls('mount ')).toEqual([]);
    });

    test('a unit that does not mount is a temporary failure, and nothing else mounts', async () => {
      host.write('/fake/unit-fails', '');
      const run = await host.bootstrap();
      expect(run).toMatchObject({ code: 75, verdict: expect.stringContaining('could not be mounted') });
      expect(host.calls('mount ')).toEqual([]);
      rmSync(host.path('/fake/unit-fails'));
      expect((await host.bootstrap()).code).toBe(0);
    });

    test('a queue of udev that does not empty ends nothing', async () => {
      host.program('udevadm', 'exit 1');
      expect((await host.bootstrap()).code).toBe(0);
    });
  });

  test('a mount that somebody else makes at the same moment is no failure', async () => {
    host.program('mount', 'readlink -f "$KAFKA_BOOTSTRAP_ROOT/dev/vdb" >"$FAKE/mounted"; exit 32');
    expect((await host.bootstrap()).code).toBe(0);
  });

  test('log.dirs beside the mount is refused', async () => {
    host.set('LOG_DIRS=/var/lib/elsewhere');
    const run = await host.bootstrap();
    expect(run).toMatchObject({ code: 78, verdict: expect.stringContaining('is not below') });
    expect(host.formats()).toBe(0);
  });

  test('a new disk takes the place of the old one in /etc/fstab', async () => {
    await host.bootstrap();
    const [, , old] = host.read('/etc/fstab').split('\n');
    execFileSync('mkfs.ext4', ['-q', '-F', host.disk], { stdio: 'ignore' });
    await host.bootstrap();
    const lines = host.read('/etc/fstab').trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[2]).toMatch(/ \/var\/lib\/kafka ext4 /);
    expect(lines[2]).not.toBe(old);
  });
});
