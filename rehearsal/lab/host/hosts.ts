import type { CloudEvent, CloudView, InstanceView } from '../../cloud/model';
import { Host, type Surroundings } from './host';

const RESERVED = ['internet', 'nlb', 'operator', 'tidb', 'vpc'];

/** All hosts of a lab, as the events of the cloud make them. */
export class Hosts {
  private readonly byId = new Map<string, Host>();
  private readonly dead = new Set<string>();
  /** What a host has still to do; it does one thing at a time, and hosts do not wait for one another. */
  private readonly tasks = new Map<string, Promise<void>>();

  constructor(
    private readonly surroundings: Surroundings,
    private readonly report: (line: string) => void,
  ) {}

  /** The hosts that exist, running or not, by their names. */
  byName(): ReadonlyMap<string, Host> {
    return new Map([...this.byId.values()].map((host) => [host.name, host]));
  }

  /** Lets an event of the cloud happen to the host that it is about; failures come out of `settle`. */
  handle(event: CloudEvent, view: CloudView): void {
    const { name, id, details } = event;
    if (name.startsWith('instance.')) this.enqueue(id, () => this.handleInstance(name, id, view));
    if (['disk.attached', 'disk.detached', 'disk.resized'].includes(name)) {
      const instanceId = String(details.instance_id);
      this.enqueue(instanceId, () => this.handleDisk(name, id, instanceId, view));
    }
    if (name === 'disk.deleted') this.enqueue(id, () => this.surroundings.disks.delete(id));
  }

  /** Never boots a host of this name. */
  leaveOff(name: string): void {
    this.dead.add(name);
  }

  /** Waits until all that was asked for is done. @throws what went wrong */
  async settle(): Promise<void> {
    const results = await Promise.allSettled(this.tasks.values());
    const failed = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as Error] : [],
    );
    if (failed.length > 0) throw new AggregateError(failed, failed.map(({ message }) => message).join('\n'));
  }

  private enqueue(id: string, task: () => Promise<void>): void {
    const next = (this.tasks.get(id) ?? Promise.resolve()).then(task);
    next.catch((error: unknown) => {
      this.report((error as Error).message);
    });
    this.tasks.set(id, next);
  }

  private async handleInstance(name: string, id: string, view: CloudView): Promise<void> {
    const host = this.byId.get(id);
    if (name === 'instance.started') await this.start(id, view);
    else if (name === 'instance.stopped') await this.stop(host);
    else if (name === 'instance.system-disk-wiped') await host?.wipeSystemDisk();
    else if (name === 'instance.rebooted') {
      await this.stop(host);
      await this.start(id, view);
    } else if (name === 'instance.deleted') {
      this.byId.delete(id);
      await host?.destroy();
    }
  }

  private async start(id: string, view: CloudView): Promise<void> {
    const instance = view.instances.find((one) => one.id === id);
    if (!instance) return; // the cloud has deleted it since
    const host =
      this.byId.get(id) ??
      new Host(this.surroundings, this.roleOf(instance), instance, (rebooting) => {
        this.enqueue(id, () => this.boot(rebooting, rebooting.instance));
      });
    this.byId.set(id, host);
    await this.boot(host, instance);
  }

  /** The instance's name, unless another instance has it also or the lab itself needs it. */
  private roleOf({ id, name }: InstanceView): string {
    const role = name.replaceAll(/[^\w.-]/g, '-');
    const taken = [...RESERVED, ...[...this.byId.values()].map((host) => host.role)];
    return role === '' || taken.includes(role) ? `${role}-${id}` : role;
  }

  private async boot(host: Host, instance: InstanceView): Promise<void> {
    if (this.dead.has(host.name)) return;
    const began = Date.now();
    await host.boot(instance);
    this.report(`${host.name} boots (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  }

  private async stop(host: Host | undefined): Promise<void> {
    if (!host) return;
    const clean = await host.stop();
    this.report(clean ? `${host.name} is off` : `${host.name} did not shut down in time: power cut`);
  }

  private async handleDisk(name: string, id: string, instanceId: string, view: CloudView): Promise<void> {
    const host = this.byId.get(instanceId);
    if (!host) return;
    const instance = view.instances.find((one) => one.id === instanceId);
    // A host that reboots by itself does so with the disks of that moment, not with those of its last boot.
    if (instance) host.instance = instance;
    const serial = id.replace(/^d-/, '');
    if (name === 'disk.detached') return host.unplug(serial);
    const disk = instance?.dataDisks.find((one) => one.id === id);
    if (disk) await host.plug(id, disk.size, serial);
  }
}
