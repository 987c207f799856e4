import { type ForeignCluster, OPS, VPC_CIDR, ZONES } from './cluster';
import { userData } from './user-data';

const SSH = { port_range: '22/22', description: 'ssh' };

/** Terraform of somebody else, as JSON: network, hosts, and outputs with what a deployment file of ours has to name. */
export function foreignStack(cluster: ForeignCluster, publicKey: string, operator: string): object {
  const vswitch = (zone: string) => `\${alicloud_vswitch.${zone}.id}`;
  const host = {
    image_id: '${data.alicloud_images.newest.images[0].id}',
    instance_type: 'ecs.g7.large',
    instance_charge_type: 'PostPaid',
    system_disk_category: 'cloud_essd',
    system_disk_size: 40,
    key_name: '${alicloud_ecs_key_pair.key.key_pair_name}',
  };
  const brokers = cluster.brokers.map((broker) => ({
    ...host,
    instance_name: broker.name,
    host_name: broker.name,
    availability_zone: broker.zone,
    vswitch_id: vswitch(broker.zone),
    private_ip: broker.address,
    security_groups: ['${alicloud_security_group.brokers.id}'],
    user_data: Buffer.from(userData(cluster, broker)).toString('base64'),
  }));
  const ops = {
    ...host,
    instance_name: OPS.name,
    host_name: OPS.name,
    availability_zone: ZONES[0].id,
    vswitch_id: vswitch(ZONES[0].id),
    private_ip: OPS.address,
    security_groups: ['${alicloud_security_group.ops.id}'],
    internet_charge_type: 'PayByTraffic',
    internet_max_bandwidth_out: 5,
  };
  const fromOps = { source_security_group_id: '${alicloud_security_group.ops.id}' };
  return {
    terraform: { required_providers: { alicloud: { source: 'aliyun/alicloud', version: '1.289.0' } } },
    provider: { alicloud: { region: 'ap-southeast-1' } },
    data: {
      alicloud_images: {
        newest: { name_regex: '^aliyun_3_x64_20G_alibase_', most_recent: true, owners: 'system' },
      },
    },
    resource: {
      alicloud_vpc: { vpc: { vpc_name: 'billing', cidr_block: VPC_CIDR } },
      alicloud_vswitch: Object.fromEntries(
        ZONES.map(({ id, cidr }) => [
          id,
          { vswitch_name: `billing-${id}`, zone_id: id, cidr_block: cidr, vpc_id: '${alicloud_vpc.vpc.id}' },
        ]),
      ),
      alicloud_security_group: Object.fromEntries(
        ['brokers', 'ops'].map((name) => [
          name,
          { security_group_name: `billing-${name}`, vpc_id: '${alicloud_vpc.vpc.id}' },
        ]),
      ),
      alicloud_security_group_rule: {
        'operators-to-ops': rule('ops', { ...SSH, cidr_ip: `${operator}/32` }),
        'ops-to-brokers': rule('brokers', { ...SSH, ...fromOps }),
        'ops-to-kafka': rule('brokers', { port_range: '9092/9092', description: 'kafka', ...fromOps }),
      },
      alicloud_ecs_key_pair: { key: { key_pair_name: 'billing', public_key: publicKey } },
      alicloud_instance: Object.fromEntries(
        [...brokers, ops].map((instance) => [instance.instance_name, instance]),
      ),
    },
    output: {
      vpc_id: { value: '${alicloud_vpc.vpc.id}' },
      vswitch_ids: { value: Object.fromEntries(ZONES.map(({ id }) => [id, vswitch(id)])) },
      security_group_id: { value: '${alicloud_security_group.brokers.id}' },
      instance_ids: {
        value: Object.fromEntries(
          cluster.brokers.map(({ id, name }) => [id, `\${alicloud_instance.${name}.id}`]),
        ),
      },
      ops_public_ip: { value: `\${alicloud_instance.${OPS.name}.public_ip}` },
    },
  };
}

function rule(group: 'brokers' | 'ops', what: Readonly<Record<string, string>>): object {
  return {
    type: 'ingress',
    ip_protocol: 'tcp',
    nic_type: 'intranet',
    policy: 'accept',
    priority: 1,
    security_group_id: `\${alicloud_security_group.${group}.id}`,
    ...what,
  };
}
