import { mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { CloudOptions, CloudView } from '../cloud/model';
import { openCloud } from '../cloud/model';
import type { Netns, Prerequisite } from './common';
import { claimFolder, createNetns, LAB_PREREQUISITES, removeLab, requirePrerequisites } from './common';
import { Following } from './follow';
import type { Host, Name } from './host';
import { Disks, Hosts } from './host';
import { attachImage, ensureImage } from './image';
import { LabNetwork } from './network';

/** How to open a lab. */
export interface LabOptions {
  /** `…/.rehearsal/<id>`: holds everything of this lab, and goes with it. */
  dir: string;
  /** Holds the base image; shared by all labs. @default `cache` beside `dir` */
  cacheDir?: string;
  /** Further commands that the machine must have. */
  prerequisites?: readonly Prerequisite[];
  /** Gets a line for each thing that happens. */
  report?: (line: string) => void;
}

/** A part of the cloud that the lab plays besides hosts and networks. */
export interface LabComponent {
  /** Brings it to what the cloud holds now. */
  update(view: CloudView): Promise<void>;
  /** Names that the cloud's resolver would know in the VPC. */
  hosts?(): readonly Name[];
  /** Ends it; its namespaces go with the lab. */
  stop?(): Promise<void>;
}

/** Hosts and networks that do what a simulated cloud says. */
export class Lab {
  private readonly components: LabComponent[] = [];
  private readonly all: Hosts;
  private following: Following | undefined;
  private image: Promise<string> | undefined;

  /** Use `openLab`. */
  constructor(
    readonly id: string,
    readonly dir: string,
    readonly network: LabNetwork,
    imageFile: string,
    report: (line: string) => void,
  ) {
    const imageDevice = (): Promise<string> => (this.image ??= attachImage(imageFile, dir));
    const disks = new Disks(dir);
    const names = (): Name[] => this.components.flatMap((component) => component.hosts?.() ?? []);
    this.all = new Hosts({ labId: id, dir, network, disks, imageDevice, names }, report);
  }

  /** Where operators sit: on the internet. Terraform and ssh run here. */
  get operator(): Netns {
    return this.network.internet.operator;
  }

  /** Hosts by the names of their instances. */
  get hosts(): ReadonlyMap<string, Host> {
    return this.all.byName();
  }

  /** A host that runs, by its name. */
  host(name: string): Host | undefined {
    const host = this.hosts.get(name);
    return host?.isRunning === true ? host : undefined;
  }

  /** Makes a further namespace of the lab, without any connection. */
  createNetns(role: string): Promise<Netns> {
    return createNetns(this.id, role);
  }

  /** Offers a file on the internet, or in the region's own storage. @returns its URL */
  offer(file: string, from?: 'internet' | 'region'): string {
    return this.network.internet.offer(file, from);
  }

  /** Adds a part that is brought up to date after each change in the cloud. */
  use(component: LabComponent): void {
    this.components.push(component);
  }

  /** Does from now on, and until it is closed, what happens in a region of the cloud of this file. */
  follow(cloudFile: string, options: CloudOptions = {}): void {
    if (this.following) throw new Error('the lab follows a cloud already');
    this.following = new Following(cloudFile, openCloud(cloudFile, options), {
      onEvent: (event, view) => {
        this.all.handle(event, view);
      },
      onChange: async (view) => {
        await this.network.follow(view);
        for (const component of this.components) await component.update(view);
        await this.tellNames();
      },
    });
  }

  /** Waits until the lab has caught up with the cloud: hosts are switched on, but may still be booting. */
  async settle(): Promise<void> {
    await this.following?.settle();
    await this.all.settle();
    await this.tellNames();
  }

  /** Lets a host of this name never come up, whatever the cloud says. */
  leaveOff(hostName: string): void {
    this.all.leaveOff(hostName);
  }

  /** The command that gives a shell on a host. */
  shellHint(hostName: string): string {
    return this.hosts.get(hostName)?.shellCommand() ?? `there is no host ${hostName}`;
  }

  /** Leaves everything running, but follows no more. `removeLab` removes it later. */
  async leave(): Promise<void> {
    await this.following?.stop();
  }

  /** Ends and removes everything. */
  async close(): Promise<void> {
    await this.leave();
    await this.all.settle().catch(() => undefined);
    await Promise.allSettled(this.components.map((component) => component.stop?.()));
    await removeLab(this.dir, this.id);
  }

  private async tellNames(): Promise<void> {
    await Promise.all([...this.hosts.values()].map((host) => host.tellNames()));
  }
}

/**
 * Opens a lab whose name is the last part of `dir`; the first one on a machine takes a minute or two longer.
 *
 * @throws before it does anything when the machine lacks something
 */
export async function openLab(options: LabOptions): Promise<Lab> {
  const {
    dir,
    cacheDir = join(dirname(dir), 'cache'),
    prerequisites = [],
    report = () => undefined,
  } = options;
  const id = basename(dir);
  requirePrerequisites([...LAB_PREREQUISITES, ...prerequisites]);
  mkdirSync(cacheDir, { recursive: true });
  const imageFile = await ensureImage(cacheDir, report);
  const place = claimFolder(dir, id);
  try {
    return new Lab(id, place, await LabNetwork.create(id, place), imageFile, report);
  } catch (error) {
    await removeLab(place, id);
    throw error;
  }
}
