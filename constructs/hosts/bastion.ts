import { Instance } from '@cdktf/provider-alicloud/lib/instance';
import { Vswitch } from '@cdktf/provider-alicloud/lib/vswitch';
import { Construct } from 'constructs';
import type { BastionPlan } from '../../plan/types';
import { cidrId, Firewall } from '../network/firewall';
import { hostArguments, type HostOptions } from './host-options';
import { HostText } from '../terraform/host-text';
import type { HostImage } from './host-image';
import { instanceLifecycle } from './instance-lifecycle';
import type { IKafkaVpc } from '../network/kafka-vpc';

export interface BastionProps {
  /** Network of the host. */
  readonly vpc: IKafkaVpc;
  readonly bastion: BastionPlan;
  readonly image: HostImage;
  readonly options: HostOptions;
  /** Name of the SSH key pair that the host trusts. */
  readonly keyPairName: string;
  /** cloud-init user data, escaped for Terraform. */
  readonly userData: string;
}

/** The jump host: the only one with a public address, and the brokers' source of archives. */
export class Bastion extends Construct {
  /** Its security group. */
  readonly firewall: Firewall;
  /** Id of the ECS instance. */
  readonly instanceId: string;
  readonly publicIp: string;
  /** Private address. */
  readonly address: string;

  constructor(scope: Construct, id: string, props: BastionProps) {
    super(scope, id);
    const { bastion, vpc } = props;
    this.firewall = new Firewall(this, 'firewall', {
      vpcId: vpc.vpcId,
      name: `${bastion.name}-security-group`,
    });
    for (const cidr of bastion.allowSshFrom) {
      this.firewall.allow(`ssh-from-${cidrId(cidr)}`, 22, { cidr });
    }
    const host = new Instance(this, 'host', {
      instanceName: bastion.name,
      hostName: bastion.name,
      availabilityZone: bastion.zone,
      vswitchId: bastion.vswitchId ?? this.vswitch(props),
      privateIp: bastion.address,
      securityGroups: [this.firewall.securityGroupId],
      imageId: props.image.imageId,
      instanceType: bastion.instanceType,
      instanceChargeType: 'PostPaid',
      ...hostArguments(props.options),
      systemDiskSize: bastion.systemDiskGiB,
      internetChargeType: 'PayByTraffic',
      internetMaxBandwidthOut: bastion.publicBandwidthMbps,
      keyName: props.keyPairName,
      userData: new HostText(this, 'user-data', props.userData).base64,
      lifecycle: instanceLifecycle({ preventDestroy: false }),
    });
    this.instanceId = host.id;
    this.publicIp = host.publicIp;
    this.address = bastion.address;
  }

  private vswitch({ bastion, vpc }: BastionProps): string {
    return new Vswitch(this, 'vswitch', {
      vpcId: vpc.vpcId,
      zoneId: bastion.zone,
      cidrBlock: bastion.cidr,
      vswitchName: bastion.vswitchName,
    }).id;
  }
}
