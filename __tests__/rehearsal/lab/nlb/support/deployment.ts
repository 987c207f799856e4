import type { Attributes, Cloud } from '../../../../../rehearsal/cloud/model';

const REGION = 'ap-southeast-1';

/** A load balancer with three servers, as the cloud holds it. */
export interface Deployment {
  vpc: string;
  vswitches: Attributes[];
  instances: Attributes[];
  /** Ids of the groups of each instance. */
  groups: string[];
  balancer: Attributes;
  /** Makes a group of these instances that listens on `port`. */
  listen(port: number, instances: readonly Attributes[], extra?: Attributes): Promise<Listening>;
}

/** A listener with its group. */
export interface Listening {
  listener: Attributes;
  group: Attributes;
  servers: Attributes[];
}

/** Three zones, an instance in each, port 9092 for all of them and 9093 to 9095 for one each. */
export async function deploy(cloud: Cloud): Promise<Deployment> {
  const make = (type: string, attributes: Attributes) => cloud.create(`alicloud_${type}`, attributes);
  const vpc = id(await make('vpc', { vpc_name: 'main', cidr_block: '10.0.0.0/16' }));
  const vswitch = (name: string, zone: string, part: number) =>
    make('vswitch', {
      vswitch_name: name,
      vpc_id: vpc,
      zone_id: `${REGION}${zone}`,
      cidr_block: `10.0.${String(part)}.0/24`,
    });
  const zones = [await vswitch('a', 'a', 1), await vswitch('b', 'b', 2), await vswitch('c', 'c', 3)];
  const vswitches = [...zones, await vswitch('bastion', 'a', 9)];
  const group = id(await make('security_group', { security_group_name: 'brokers', vpc_id: vpc }));
  await make('security_group_rule', {
    security_group_id: group,
    type: 'ingress',
    ip_protocol: 'tcp',
    port_range: '39092/39092',
    policy: 'accept',
    priority: 1,
    cidr_ip: '10.0.0.0/16',
  });
  const instances: Attributes[] = [];
  for (const [index, zone] of vswitches.entries()) {
    instances.push(
      await make('instance', {
        instance_name: index < 3 ? `broker${String(index + 1)}` : 'bastion',
        image_id: 'aliyun_3_x64_20G_alibase_20251030.vhd',
        instance_type: 'ecs.g7.xlarge',
        vswitch_id: id(zone),
        private_ip: `10.0.${['1', '2', '3', '9'][index] ?? ''}.11`,
        security_groups: [group],
      }),
    );
  }
  const balancer = await make('nlb_load_balancer', {
    load_balancer_name: 'kafka',
    address_type: 'Intranet',
    vpc_id: vpc,
    zone_mappings: zones.map((zone) => ({ vswitch_id: id(zone), zone_id: zone.zone_id ?? null })),
  });
  const listen = async (
    port: number,
    servers: readonly Attributes[],
    extra: Attributes = {},
  ): Promise<Listening> => {
    const serverGroup = await make('nlb_server_group', {
      server_group_name: `group-${String(port)}`,
      vpc_id: vpc,
      preserve_client_ip_enabled: false,
      health_check: [{ health_check_enabled: true, health_check_type: 'TCP', health_check_interval: 5 }],
      ...extra,
    });
    const attached: Attributes[] = [];
    for (const server of servers) {
      attached.push(
        await make('nlb_server_group_server_attachment', {
          server_group_id: id(serverGroup),
          server_id: id(server),
          server_type: 'Ecs',
          server_ip: server.private_ip ?? null,
          port: 39092,
        }),
      );
    }
    const listener = await make('nlb_listener', {
      load_balancer_id: id(balancer),
      server_group_id: id(serverGroup),
      listener_port: port,
      listener_protocol: 'TCP',
    });
    return { listener, group: serverGroup, servers: attached };
  };
  const groups = [await listen(9092, instances.slice(0, 3))];
  for (const [index, instance] of instances.slice(0, 3).entries()) {
    groups.push(await listen(9093 + index, [instance]));
  }
  return { vpc, vswitches, instances, groups: groups.map((one) => id(one.group)), balancer, listen };
}

/** An endpoint service over the load balancer's zones that `account` may use. @returns its name */
export async function publish(cloud: Cloud, { balancer }: Deployment, account: string): Promise<string> {
  const service = await cloud.create('alicloud_privatelink_vpc_endpoint_service', {
    service_description: 'kafka',
    service_resource_type: 'nlb',
    auto_accept_connection: false,
  });
  for (const zone of ['a', 'b', 'c']) {
    await cloud.create('alicloud_privatelink_vpc_endpoint_service_resource', {
      service_id: id(service),
      resource_id: id(balancer),
      resource_type: 'nlb',
      zone_id: `${REGION}${zone}`,
    });
  }
  await cloud.create('alicloud_privatelink_vpc_endpoint_service_user', {
    service_id: id(service),
    user_id: account,
  });
  return String(service.vpc_endpoint_service_name);
}

export function id(attributes: Attributes): string {
  return String(attributes.id);
}
