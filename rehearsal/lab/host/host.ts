import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { InstanceView } from '../../cloud/model';
import type { Result, RunOptions } from '../common';
import { createNetns, Netns, removeTree, until } from '../common';
import type { LabNetwork } from '../network';
import type { Disks } from './disks';
import type { PluggedDisk } from './machine';
import { Machine } from './machine';
import type { Name } from './names';
import { writeNames } from './names';
import { hostName, writeSeed } from './seed';

/** What all hosts of a lab share. */
export interface Surroundings {
  labId: string;
  dir: string;
  network: LabNetwork;
  disks: Disks;
  /** The device of the base image. */
  imageDevice: () => Promise<string>;
  /** Names that hosts find besides those that they know themselves, as by the cloud's resolver. */
  names: () => readonly Name[];
}

/** How long a host may take to shut down before its power is cut. */
const SHUTDOWN_SECONDS = 60;

/** An instance of the cloud, run as a host. */
export class Host {
  /** Its name in the cloud. */
  readonly name: string;
  private readonly folder: string;
  private machine: Machine | undefined;
  private systemDisk: string;
  private telling: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly surroundings: Surroundings,
    /** What its network namespace is called besides the lab's id. */
    readonly role: string,
    /** As the cloud knew it last. */
    public instance: InstanceView,
    /** Called when the host has ended in order to boot again. */
    private readonly onReboot: (host: Host) => void = () => undefined,
  ) {
    this.name = instance.name || instance.id;
    this.folder = join(surroundings.dir, 'hosts', instance.id);
    this.systemDisk = instance.systemDisk.id;
  }

  get isRunning(): boolean {
    return this.machine?.isRunning() ?? false;
  }

  /** Switches it on, with the disks that are attached. */
  async boot(instance: InstanceView): Promise<void> {
    if (this.isRunning) return;
    await this.off(); // what is left when it has shut itself down
    this.instance = instance;
    this.systemDisk = instance.systemDisk.id;
    mkdirSync(this.folder, { recursive: true });
    writeSeed(this.folder, instance);
    try {
      this.machine = await this.switchOn();
    } catch (error) {
      await this.off();
      throw error;
    }
    await this.tellNames();
  }

  /** Shuts it down. @returns false when its power had to be cut */
  async stop(graceSec = SHUTDOWN_SECONDS): Promise<boolean> {
    const { machine } = this;
    this.machine = undefined;
    const clean = (await machine?.powerOff(graceSec)) ?? true;
    await this.off();
    return clean;
  }

  /** Takes it away, with its system disk but without its data disks. */
  async destroy(): Promise<void> {
    await this.off();
    await this.wipeSystemDisk();
    if (existsSync(this.folder)) await removeTree(this.folder);
  }

  /** What it held besides its data disks is gone; the next boot is a first boot. */
  async wipeSystemDisk(): Promise<void> {
    await this.surroundings.disks.delete(this.systemDisk);
    rmSync(join(this.folder, 'console.log'), { force: true });
  }

  /** Shows a disk that was attached to the host. */
  async plug(id: string, gib: number, serial: string): Promise<void> {
    const device = await this.surroundings.disks.device(id, gib);
    if (this.isRunning) await this.machine?.plug({ device, serial });
  }

  /** Takes a disk from the host. */
  async unplug(serial: string): Promise<void> {
    if (this.isRunning) await this.machine?.unplug(serial);
  }

  /** Its network, for programs of this machine. */
  get network(): Netns {
    return new Netns(`${this.surroundings.labId}-${this.role}`);
  }

  /** Runs a command in it as root, past its network. */
  exec(command: readonly string[], options: RunOptions = {}): Promise<Result> {
    if (!this.machine) return Promise.reject(new Error(`host ${this.name} is off`));
    return this.machine.exec(command, options);
  }

  /** Waits until cloud-init is through with the user data. @throws with the end of its log */
  async waitForBoot({ timeoutSec = 120 } = {}): Promise<void> {
    try {
      await this.exec(['cloud-init', 'status', '--wait'], { timeoutSec });
    } catch (error) {
      const log = await this.log();
      throw new Error(`host ${this.name} has not booted: ${(error as Error).message}\n${log}`, {
        cause: error,
      });
    }
  }

  /** The end of what it logged. */
  async log(lines = 40): Promise<string> {
    if (!this.isRunning) return '';
    const count = ['-n', String(lines)];
    const cloudInit = await this.exec(['tail', ...count, '/var/log/cloud-init-output.log'], { check: false });
    const journal = await this.exec(['journalctl', '--no-pager', '-q', '-p', 'notice', ...count], {
      check: false,
    });
    return `${cloudInit.stdout}${journal.stdout}`;
  }

  /** The public key of its sshd, as in a `known_hosts` file. */
  async hostKey(): Promise<string> {
    return (
      await this.exec(['cut', '-d', ' ', '-f', '1,2', '/etc/ssh/ssh_host_ed25519_key.pub'])
    ).stdout.trim();
  }

  /** Brings the names that it finds up to date. */
  tellNames(): Promise<void> {
    const write = async (): Promise<true> => {
      // Nothing can be told to a host that is shutting down.
      if (this.isRunning) await writeNames((...args) => this.exec(...args), this.surroundings.names());
      return true;
    };
    const telling = this.telling.then(() =>
      until(`host ${this.name} knows names`, write, { timeoutSec: 10 }),
    );
    this.telling = telling.catch(() => undefined);
    return telling.then(() => undefined);
  }

  /** The command that gives a shell on it. */
  shellCommand(): string {
    return this.machine?.shellCommand() ?? `host ${this.name} is off`;
  }

  private async switchOn(): Promise<Machine> {
    const { labId, network, disks, imageDevice } = this.surroundings;
    const { instance } = this;
    const netns = await createNetns(labId, this.role);
    await network.plugInstance(network.view, instance, netns);
    const plugged: PluggedDisk[] = [];
    for (const { id, size, serial } of instance.dataDisks) {
      plugged.push({ device: await disks.device(id, size), serial });
    }
    const machine = await Machine.boot({
      labId,
      name: netns.name,
      hostName: hostName(instance),
      folder: this.folder,
      netns,
      imageDevice: await imageDevice(),
      systemDevice: await disks.formatted(this.systemDisk, instance.systemDisk.size || 20),
      disks: plugged,
    });
    void machine.rebooted.then((again) =>
      again && this.machine === machine ? this.onReboot(this) : undefined,
    );
    return machine;
  }

  private async off(): Promise<void> {
    this.machine = undefined;
    this.surroundings.network.unplugInstance(this.instance.id);
    await new Netns(`${this.surroundings.labId}-${this.role}`).delete();
  }
}
