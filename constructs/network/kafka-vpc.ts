import { Vpc } from '@cdktf/provider-alicloud/lib/vpc';
import { Vswitch } from '@cdktf/provider-alicloud/lib/vswitch';
import { Construct } from 'constructs';

/** A network that brokers and load balancers can be placed in: one made here, or one that exists. */
export interface IKafkaVpc {
  /** Id of the VPC. */
  readonly vpcId: string;
  /** IPv4 range of the VPC. */
  readonly cidr: string;
  /** One broker vSwitch per zone. */
  readonly vswitches: readonly BrokerVSwitch[];
}

/** A vSwitch for brokers and the load balancer. */
export interface BrokerVSwitch {
  /** Zone id. */
  readonly zone: string;
  /** IPv4 range of the vSwitch. */
  readonly cidr: string;
  /** Id of the vSwitch. */
  readonly vswitchId: string;
}

export interface KafkaVpcProps {
  /** Name of the VPC. */
  readonly name: string;
  /** IPv4 range of the VPC. */
  readonly cidr: string;
  /** One broker vSwitch per zone, each range inside `cidr`. */
  readonly zones: readonly KafkaVpcZone[];
}

/** A zone and the vSwitch to create in it. */
export interface KafkaVpcZone {
  /** Zone id. */
  readonly id: string;
  /** IPv4 range of the vSwitch. */
  readonly cidr: string;
  /** Name of the vSwitch. */
  readonly vswitchName: string;
}

export interface ExistingKafkaVpcProps {
  /** Id of the VPC. */
  readonly vpcId: string;
  /** IPv4 range of the VPC. */
  readonly cidr: string;
  /** A zone with a `vswitchId` uses that vSwitch; in the others one is created. */
  readonly zones: readonly (KafkaVpcZone & { readonly vswitchId?: string })[];
}

/** A VPC with one private broker vSwitch per zone. */
export class KafkaVpc extends Construct implements IKafkaVpc {
  /** A VPC that exists, which Terraform leaves unchanged but for new vSwitches. */
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
