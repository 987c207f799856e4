import type { Cloud } from '../../../rehearsal/cloud/model';

/** Makes a VPC and vSwitches with the cloud's own calls, as somebody did before this project came. */
export async function networkOutside(
  cloud: Cloud,
  cidr: string,
  vswitches: readonly { readonly zone: string; readonly cidr: string }[] = [],
): Promise<{ vpcId: string; vswitchIds: string[] }> {
  const vpc = await cloud.create('alicloud_vpc', { vpc_name: 'Kafka VPC', cidr_block: cidr });
  const vpcId = String(vpc.id);
  const vswitchIds: string[] = [];
  for (const { zone, cidr: cidrBlock } of vswitches) {
    const vswitch = { vpc_id: vpcId, zone_id: zone, cidr_block: cidrBlock, vswitch_name: `outside-${zone}` };
    vswitchIds.push(String((await cloud.create('alicloud_vswitch', vswitch)).id));
  }
  return { vpcId, vswitchIds };
}
