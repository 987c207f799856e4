import { join } from 'node:path';
import type { Attributes } from '../../../../rehearsal/cloud/model';
import { openCloud } from '../../../../rehearsal/cloud/model';
import { newLabId, requirePrerequisites, run } from '../../../../rehearsal/lab/common';

const ROOT = join(__dirname, '..', '..', '..', '..');
const REGION = 'ap-southeast-1';

/** A folder for a new lab, beside the cache that all labs of the project share. */
export function labFolder(): string {
  return join(ROOT, '.rehearsal', newLabId());
}

/** Stops a suite at once on a machine that cannot run it; nothing is skipped. */
export function needsLab(): void {
  beforeAll(() => {
    requirePrerequisites();
  });
}

/** Makes a key pair in `folder`. @returns the file of the private key, and the public key */
export async function makeKey(folder: string): Promise<{ file: string; publicKey: string }> {
  const file = join(folder, 'key');
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'test', '-f', file]);
  return { file, publicKey: (await run('cat', [`${file}.pub`])).stdout.trim() };
}

/** A small cloud: a bastion in its own vSwitch, and room for brokers in two zones. */
export class SmallCloud {
  readonly cloud;
  private readonly ids = new Map<string, Attributes>();

  constructor(readonly file: string) {
    this.cloud = openCloud(file);
  }

  /** The thing that was made under this name. */
  get(name: string): Attributes {
    const found = this.ids.get(name);
    if (!found) throw new Error(`nothing was made under the name ${name}`);
    return found;
  }

  id(name: string): string {
    return String(this.get(name).id);
  }

  async make(name: string, type: string, attributes: Attributes): Promise<void> {
    this.ids.set(name, await this.cloud.create(`alicloud_${type}`, attributes));
  }

  async change(name: string, type: string, changes: Attributes): Promise<void> {
    const prior = this.get(name);
    const wanted = { ...prior, ...changes };
    this.ids.set(name, await this.cloud.update(`alicloud_${type}`, prior, wanted, Object.keys(changes)));
  }

  async delete(name: string, type: string): Promise<void> {
    await this.cloud.delete(`alicloud_${type}`, this.get(name));
  }

  /** VPC, vSwitches, security groups and key pair. */
  async begin(publicKey: string): Promise<void> {
    await this.make('vpc', 'vpc', { vpc_name: 'vpc', cidr_block: '10.0.0.0/16' });
    const vpc = { vpc_id: this.id('vpc') };
    for (const [letter, cidr] of [
      ['a', '10.0.0.0/18'],
      ['b', '10.0.64.0/18'],
    ] as const) {
      const place = { zone_id: `${REGION}${letter}`, cidr_block: cidr, vswitch_name: letter };
      await this.make(letter, 'vswitch', { ...vpc, ...place });
    }
    for (const name of ['bastions', 'brokers']) {
      const group = { security_group_name: name, inner_access_policy: 'Drop' };
      await this.make(name, 'security_group', { ...vpc, ...group });
    }
    await this.allow('bastions', '22/22', { cidr_ip: '0.0.0.0/0' });
    await this.allow('brokers', '22/22', { source_security_group_id: this.id('bastions') });
    await this.allow('brokers', '7001/7001', { cidr_ip: '10.0.0.0/16' });
    await this.make('key', 'ecs_key_pair', { key_pair_name: 'key', public_key: publicKey });
  }

  async allow(group: string, port_range: string, source: Attributes): Promise<void> {
    await this.make(`${group} ${port_range}`, 'security_group_rule', {
      type: 'ingress',
      ip_protocol: 'tcp',
      policy: 'accept',
      priority: 1,
      security_group_id: this.id(group),
      port_range,
      ...source,
    });
  }

  async instance(name: string, vswitch: string, group: string, extra: Attributes = {}): Promise<void> {
    await this.make(name, 'instance', {
      instance_name: name,
      host_name: name,
      image_id: 'aliyun_3_x64_20G_alibase_20251030.vhd',
      instance_type: 'ecs.g7.xlarge',
      vswitch_id: this.id(vswitch),
      security_groups: [this.id(group)],
      key_name: 'key',
      ...extra,
    });
  }
}
