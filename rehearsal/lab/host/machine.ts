import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Background, Netns, Result, RunOptions } from '../common';
import { makeCgroup, run, settlesWithin, start, until } from '../common';
import { entering, initOf } from './enter';

/** SIGRTMIN+4 asks systemd to power off, without D-Bus. */
const POWER_OFF = 38;

/** A disk as the machine and as the host know it. */
export interface PluggedDisk {
  /** For example `/dev/loop7`. */
  device: string;
  serial: string;
}

/** What a machine is made of. */
export interface Parts {
  labId: string;
  name: string;
  hostName: string;
  /** With `seed` and `first-boot`. */
  folder: string;
  netns: Netns;
  imageDevice: string;
  systemDevice: string;
  disks: readonly PluggedDisk[];
}

/** A Linux system under power: systemd as process 1 of its own namespaces. */
export class Machine {
  private constructor(
    readonly pid: number,
    private readonly netns: Netns,
    private readonly shell: Background,
  ) {}

  /** Switches it on; systemd has begun when this returns. */
  static async boot(parts: Parts): Promise<Machine> {
    const { folder, netns } = parts;
    const log = join(folder, 'console.log');
    mkdirSync(join(folder, 'mnt'), { recursive: true });
    writeFileSync(log, '');
    const disks = parts.disks.map(({ device, serial }) => `${device.replace('/dev/', '')} ${serial}\n`);
    writeFileSync(join(folder, 'disks'), disks.join(''));
    const cgroup = makeCgroup(parts.labId, parts.name);
    const namespaces = ['--mount', '--propagation', 'private', '--uts', '--ipc', '--pid', '--cgroup'];
    const boot = [
      'bash',
      join(__dirname, 'boot.sh'),
      folder,
      parts.imageDevice,
      parts.systemDevice,
      parts.hostName,
    ];
    const command = [
      'nsenter',
      ...netns.entering(['unshare', ...namespaces, '--fork', '--kill-child', ...boot]),
    ];
    // In its cgroup first: the new cgroup namespace begins where the process is.
    const script = 'echo $$ > "$0/cgroup.procs"; exec "$@"';
    const shell = await start('sh', ['-ec', script, cgroup, ...command], { log });
    const pid = await until(
      `host ${parts.name} begins to boot`,
      () => (shell.isRunning() ? initOf(shell.pid) : 0),
      { timeoutSec: 15, everySec: 0.02, explain: () => readFileSync(log, 'utf8') },
    );
    if (pid === 0) throw new Error(`host ${parts.name} does not boot:\n${readFileSync(log, 'utf8')}`);
    return new Machine(pid, netns, shell);
  }

  isRunning(): boolean {
    return this.shell.isRunning();
  }

  /** Settles when it ends: whether it wants to be switched on again, which the kernel tells by SIGHUP. */
  get rebooted(): Promise<boolean> {
    return this.shell.exited.then(({ signal }) => signal === 'SIGHUP');
  }

  /** Runs a command in it as root. */
  exec(command: readonly string[], options: RunOptions = {}): Promise<Result> {
    return run('nsenter', entering(this.pid, command), options);
  }

  /** Runs a command of the host's image in its file system with all powers, to make devices. */
  async plug({ device, serial }: PluggedDisk): Promise<void> {
    const node = device.replace('/dev/', '');
    const [major = '', minor = ''] = readFileSync(`/sys/block/${node}/dev`, 'utf8').trim().split(':');
    const script = `[ -e "/dev/$0" ] || mknod -m 660 "/dev/$0" b ${major} ${minor}; ln -sfn "../../$0" "/dev/disk/by-id/virtio-$1"`;
    await run('nsenter', [
      `--target=${String(this.pid)}`,
      '--mount',
      '--pid',
      '--',
      '/bin/sh',
      '-ec',
      script,
      node,
      serial,
    ]);
  }

  /** Takes the names of a disk away. */
  async unplug(serial: string): Promise<void> {
    const script =
      'link="/dev/disk/by-id/virtio-$0"; [ ! -e "$link" ] || rm -f "$(readlink -f "$link")" "$link"';
    await this.exec(['sh', '-ec', script, serial]);
  }

  /** Lets it shut down; cuts the power after a while. @returns whether it shut down by itself */
  async powerOff(graceSec: number): Promise<boolean> {
    if (!this.isRunning()) return true;
    process.kill(this.pid, POWER_OFF);
    await settlesWithin(this.shell.exited, graceSec);
    const clean = !this.isRunning();
    await this.cutPower();
    return clean;
  }

  /** Ends it at once, with everything in it. */
  async cutPower(): Promise<void> {
    await this.netns.delete();
    await until('the machine is off', () => !this.isRunning(), { timeoutSec: 10, everySec: 0.02 });
  }

  /** The command that enters it. */
  shellCommand(): string {
    return ['nsenter', ...entering(this.pid, ['env', 'TERM=xterm', 'bash', '-l'])].join(' ');
  }
}
