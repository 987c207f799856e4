import { closeSync, ftruncateSync, mkdirSync, openSync, symlinkSync } from 'node:fs';
import type { NewClusterPlan } from '../../../../plan/types';
import { DISK_ID, filesOfBroker } from '../files';
import { seedPlan } from '../plan';
import { FAKES } from './fakes';
import type { Mirror } from './mirror';
import { type Run, Sandbox } from './sandbox';

const SERIAL = DISK_ID.replace('d-', '');
const NO_WAITING = {
  FETCH_DELAY: '0',
  DISK_DELAY: '0',
  PEER_DELAY: '0',
  TROUBLE_ATTEMPTS: '3',
  DISK_ATTEMPTS: '2',
  FETCH_ATTEMPTS: '4',
};
export const DATA = '/var/lib/kafka/data';
export const META = `${DATA}/meta.properties`;

interface Setup {
  nodeId?: number;
  plan?: NewClusterPlan;
  /** Addresses asked instead of the plan's. */
  peers?: readonly string[];
}

/** A broker's host before its first boot: user data is written, a blank disk of 64 MiB is attached. */
export class BrokerHost extends Sandbox {
  constructor(mirror: Mirror, { nodeId = 1, plan = seedPlan(), peers = ['127.0.0.1:1'] }: Setup = {}) {
    super(FAKES, filesOfBroker(plan, nodeId));
    this.set(`${mirror.settings}PEERS='${peers.join(' ')}'`);
    this.write('/etc/hosts', '127.0.0.1 localhost\n');
    this.write('/etc/ssh/sshd_config', '# of the image\n');
    this.write('/etc/fstab', '# the system\nUUID=1234 / ext4 defaults 1 1\n');
    this.blankDisk();
    mkdirSync(this.path('/dev/disk/by-id'), { recursive: true });
    symlinkSync('../../vdb', this.path(`/dev/disk/by-id/virtio-${SERIAL}`));
  }

  get disk(): string {
    return this.path('/dev/vdb');
  }

  blankDisk(): void {
    this.write('/dev/vdb', '');
    this.resizeDisk(64);
  }

  /** The disk as the cloud has resized it; what is on it stays. */
  resizeDisk(mebibytes: number): void {
    const file = openSync(this.disk, 'r+');
    ftruncateSync(file, mebibytes * 1024 * 1024);
    closeSync(file);
  }

  /** Adds a setting; the last one of a name counts. */
  set(line: string): void {
    this.write('/etc/kafka/bootstrap.env', `${this.read('/etc/kafka/bootstrap.env')}${line}\n`);
  }

  /** Its process is in `$FAKE/pid`, for a fake that plays a loss of power. */
  bootstrap(environment: Record<string, string> = {}): Promise<Run> {
    this.write('/fake/begin', 'echo $$ >"$FAKE/pid"; unset BASH_ENV\n');
    const all = { BASH_ENV: this.path('/fake/begin'), ...NO_WAITING, ...environment };
    return this.run('/usr/local/sbin/kafka-bootstrap', [], all);
  }

  formats(): number {
    return this.calls('kafka-storage.sh format').length;
  }
}

/** Contents of a `meta.properties`. */
export function meta(clusterId: string, nodeId: number): string {
  return `#\n#Mon Nov 24 00:00:00 UTC 2026\ncluster.id=${clusterId}\nversion=1\nnode.id=${nodeId}\n`;
}
