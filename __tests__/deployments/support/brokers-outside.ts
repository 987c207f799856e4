import type { ExistingConfig } from '../../../config/schema';
import type { Cloud } from '../../../rehearsal/cloud/model';
import { networkOutside } from './network-outside';

/** Makes what an existing cluster's file names: a network, its security group, brokers in vSwitches of their own. @returns the file with their ids */
export async function withBrokersOutside(config: ExistingConfig, cloud: Cloud): Promise<ExistingConfig> {
  const { zones, brokers, existing } = config;
  const homes = brokers.map(({ zone, address }) => ({ zone, cidr: address.replace(/\d+$/, '0/24') }));
  const vswitches = [...zones.map(({ id, cidr }) => ({ zone: id, cidr })), ...homes];
  const { vpcId, vswitchIds } = await networkOutside(cloud, config.vpc.cidr, vswitches);
  const group = await cloud.create('alicloud_security_group', {
    security_group_name: 'theirs',
    vpc_id: vpcId,
  });
  const running: ExistingConfig['brokers'] = [];
  for (const [index, broker] of brokers.entries()) {
    const instance = await cloud.create('alicloud_instance', {
      instance_name: `theirs-${broker.id}`,
      instance_type: 'ecs.g7.xlarge',
      image_id: 'aliyun_3_x64_20G_alibase_20251030.vhd',
      vswitch_id: vswitchIds[zones.length + index] ?? '',
      private_ip: broker.address,
      security_groups: [group.id ?? ''],
    });
    const id = broker.server?.startsWith('eni-') ? instance.network_interface_id : instance.id;
    running.push({ ...broker, server: broker.server && String(id) });
  }
  return {
    ...config,
    vpc: { ...config.vpc, id: vpcId },
    zones: zones.map((zone, index) => ({ ...zone, vswitchId: vswitchIds[index] ?? '' })),
    brokers: running,
    existing: { ...existing, securityGroupId: existing.securityGroupId && String(group.id) },
  };
}
