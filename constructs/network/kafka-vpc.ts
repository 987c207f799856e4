import { Vpc } from '@cdktf/provider-alicloud/lib/vpc';
import { Vswitch } from '@cdktf/provider-alicloud/lib/vswitch';
import { Construct } from 'constructs';

/** A network that brokers and load balancers can be placed in: one made here, or one that exists. */
export interface IKafkaVpc {
  readonly vpcId: string;
  readonly cidr: string;
  /** One broker vSwitch a zone. */
  readonly vswitches: readonly BrokerVSwitch[];
}

export interface BrokerVSwitch {
  /** Zone id. */
  readonly zone: string;
  readonly cidr: string;
  readonly vswitchId: string;
}

export interface KafkaVpcProps {
  /** Name of the VPC. */
  readonly name: string;
  /** IPv4 range of the VPC. */
  readonly cidr: string;
  /** One broker vSwitch a zone, each range inside `cidr`. */
  readonly zones: readonly KafkaVpcZone[];
}

export interface KafkaVpcZone {
  /** Zone id. */
  readonly id: string;
  readonly cidr: string;
  readonly vswitchName: string;
}

export interface ExistingKafkaVpcProps {
  /** Id of the VPC. */
  readonly vpcId: string;
  readonly cidr: string;
  /** Zones whose `vswitchId` is set are taken as they are; in the others a vSwitch is created. */
  readonly zones: readonly (KafkaVpcZone & { readonly vswitchId?: string })[];
}

/** The VPC with one private broker vSwitch a zone. */
export class KafkaVpc extends Construct implements IKafkaVpc {
  /** Places everything in a VPC that Terraform does not own. */
  static fromExisting(scope: Construct, id: string, props: ExistingKafkaVpcProps): IKafkaVpc {
    const construct = new Construct(scope, id);
    const { vpcId, cidr, zones } = props;
    return { vpcId, cidr, vswitches: zones.map((zone) => brokerVSwitch(construct, vpcId, zone)) };
  }

  readonly vpcId: string;
  readonly cidr: string;
  readonly vswitches: readonly BrokerVSwitch[];

  constructor(scope: Construct, id: string, props: KafkaVpcProps) {
    super(scope, id);
    const vpc = new Vpc(this, 'vpc', { vpcName: props.name, cidrBlock: props.cidr });
    this.vpcId = vpc.id;
    this.cidr = props.cidr;
    this.vswitches = props.zones.map((zone) => brokerVSwitch(this, vpc.id, zone));
  }
}

function brokerVSwitch(
  scope: Construct,
  vpcId: string,
  zone: KafkaVpcZone & { readonly vswitchId?: string },
): BrokerVSwitch {
  const vswitchId =
    zone.vswitchId ??
    new Vswitch(scope, zone.id, {
      vpcId,
      zoneId: zone.id,
      cidrBlock: zone.cidr,
      vswitchName: zone.vswitchName,
    }).id;
  return { zone: zone.id, cidr: zone.cidr, vswitchId };
}
