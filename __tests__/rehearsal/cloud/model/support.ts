import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Attributes, Cloud, CloudOptions } from '../../../../rehearsal/cloud/model';
import { openCloud, readEvents } from '../../../../rehearsal/cloud/model';

export const REGION = 'ap-southeast-1';
export const IMAGE = 'aliyun_3_x64_20G_alibase_20251030.vhd';
export const NEWER_IMAGE = 'aliyun_3_x64_20G_alibase_20260101.vhd';
export const CONSUMER = '2222333344445555';
export const PUBLIC_KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBn0A3dB0Qx3rZzqYy0y4n9m3m0v1b7p3s5c8e2f4g6h test';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A file for a cloud that no other test knows. */
export function cloudFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cloud-model-'));
  folders.push(folder);
  return join(folder, 'cloud.json');
}

/** Its own cloud with short ways to make what most tests need. */
export class World {
  readonly file = cloudFile();
  readonly cloud: Cloud;

  constructor(options: CloudOptions = {}) {
    this.cloud = openCloud(this.file, options);
  }

  make(type: string, attributes: Attributes): Promise<Attributes> {
    return this.cloud.create(`alicloud_${type}`, attributes);
  }

  read(type: string, { id }: Attributes): Promise<Attributes | undefined> {
    return this.cloud.read(`alicloud_${type}`, { id: id ?? null });
  }

  update(type: string, prior: Attributes, changes: Attributes): Promise<Attributes> {
    return this.cloud.update(`alicloud_${type}`, prior, { ...prior, ...changes }, Object.keys(changes));
  }

  delete(type: string, prior: Attributes): Promise<void> {
    return this.cloud.delete(`alicloud_${type}`, prior);
  }

  vpc(extra: Attributes = {}): Promise<Attributes> {
    return this.make('vpc', { vpc_name: 'main', cidr_block: '10.0.0.0/16', ...extra });
  }

  /** A vSwitch in zone a, b or c, whose third address part is 1, 2 or 3. */
  vswitch(vpc: Attributes, letter: 'a' | 'b' | 'c', extra: Attributes = {}): Promise<Attributes> {
    return this.make('vswitch', {
      vswitch_name: `vsw-${letter}`,
      vpc_id: id(vpc),
      zone_id: `${REGION}${letter}`,
      cidr_block: `10.0.${String('abc'.indexOf(letter) + 1)}.0/24`,
      ...extra,
    });
  }

  securityGroup(vpc: Attributes, name = 'brokers'): Promise<Attributes> {
    return this.make('security_group', { security_group_name: name, vpc_id: id(vpc) });
  }

  instance(vswitch: Attributes, group: Attributes, extra: Attributes = {}): Promise<Attributes> {
    return this.make('instance', {
      instance_name: 'broker',
      image_id: IMAGE,
      instance_type: 'ecs.g7.xlarge',
      vswitch_id: id(vswitch),
      security_groups: [id(group)],
      ...extra,
    });
  }

  /** A VPC with a vSwitch in each zone and a security group. */
  async network(): Promise<{
    vpc: Attributes;
    a: Attributes;
    b: Attributes;
    c: Attributes;
    group: Attributes;
  }> {
    const vpc = await this.vpc();
    return {
      vpc,
      a: await this.vswitch(vpc, 'a'),
      b: await this.vswitch(vpc, 'b'),
      c: await this.vswitch(vpc, 'c'),
      group: await this.securityGroup(vpc),
    };
  }

  balancer(vpc: Attributes, vswitches: Attributes[], extra: Attributes = {}): Promise<Attributes> {
    return this.make('nlb_load_balancer', {
      load_balancer_name: 'kafka',
      address_type: 'Intranet',
      vpc_id: id(vpc),
      zone_mappings: vswitches.map((vswitch) => ({
        vswitch_id: id(vswitch),
        zone_id: vswitch.zone_id ?? null,
      })),
      ...extra,
    });
  }

  serverGroup(vpc: Attributes, extra: Attributes = {}): Promise<Attributes> {
    return this.make('nlb_server_group', {
      server_group_name: 'broker-1',
      vpc_id: id(vpc),
      preserve_client_ip_enabled: false,
      ...extra,
    });
  }

  attach(group: Attributes, server: Attributes, extra: Attributes = {}): Promise<Attributes> {
    return this.make('nlb_server_group_server_attachment', {
      server_group_id: id(group),
      server_id: id(server),
      server_type: 'Ecs',
      server_ip: server.private_ip ?? null,
      port: 39092,
      ...extra,
    });
  }

  listen(balancer: Attributes, group: Attributes, port: number, extra: Attributes = {}): Promise<Attributes> {
    return this.make('nlb_listener', {
      load_balancer_id: id(balancer),
      server_group_id: id(group),
      listener_port: port,
      listener_protocol: 'TCP',
      ...extra,
    });
  }

  service(extra: Attributes = {}): Promise<Attributes> {
    return this.make('privatelink_vpc_endpoint_service', {
      service_description: 'kafka',
      service_resource_type: 'nlb',
      ...extra,
    });
  }

  serve(service: Attributes, balancer: Attributes, letter: string): Promise<Attributes> {
    return this.make('privatelink_vpc_endpoint_service_resource', {
      service_id: id(service),
      resource_id: id(balancer),
      resource_type: 'nlb',
      zone_id: `${REGION}${letter}`,
    });
  }

  allow(service: Attributes, account = CONSUMER): Promise<Attributes> {
    return this.make('privatelink_vpc_endpoint_service_user', { service_id: id(service), user_id: account });
  }

  /** An endpoint service over zones a and b that the consumer may use. */
  async published(
    extra: Attributes = {},
  ): Promise<{ service: Attributes; balancer: Attributes; user: Attributes }> {
    const { vpc, a, b } = await this.network();
    const balancer = await this.balancer(vpc, [a, b]);
    const service = await this.service(extra);
    await this.serve(service, balancer, 'a');
    await this.serve(service, balancer, 'b');
    return { service, balancer, user: await this.allow(service) };
  }

  /** Names of the events so far, of one thing if asked. */
  events(of?: Attributes): string[] {
    return readEvents(this.file)
      .filter((event) => of === undefined || event.id === of.id)
      .map((event) => event.name);
  }
}

export function id(attributes: Attributes): string {
  return String(attributes.id);
}

/** A world with one instance in zone a. */
export async function oneInstance(
  extra: Attributes = {},
): Promise<{ world: World; vpc: Attributes; a: Attributes; group: Attributes; instance: Attributes }> {
  const world = new World();
  const { vpc, a, group } = await world.network();
  return { world, vpc, a, group, instance: await world.instance(a, group, extra) };
}

/** Expects the cloud to refuse, with this code and, where told, because of this attribute. */
export async function refuses(call: Promise<unknown>, code: string, attribute?: string): Promise<void> {
  await expect(call).rejects.toMatchObject({
    name: 'CloudError',
    code,
    ...(attribute === undefined ? {} : { attribute }),
  });
}
