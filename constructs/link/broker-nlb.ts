import { NlbLoadBalancer } from '@cdktf/provider-alicloud/lib/nlb-load-balancer';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { EXTERNAL } from '../../domain/listeners';
import type { PortMappingPlan } from '../../plan/types';
import { cidrId, Firewall } from '../network/firewall';
import type { IKafkaVpc } from '../network/kafka-vpc';
import { type NlbBackend, type NlbTargets, PortMapping } from './port-mapping';

export interface BrokerNlbProps {
  /** Network of the load balancer: it is in every vSwitch. */
  readonly vpc: IKafkaVpc;
  /** Name of the load balancer. */
  readonly name: string;
  /** Its ports, for bootstrap and for each broker: a listener and a server group each. */
  readonly portMappings: readonly PortMappingPlan[];
  /**
   * Backends by node id; a port whose node ids are not here has no backend.
   * @default - none: listeners and groups exist before any broker does
   */
  readonly backends?: ReadonlyMap<number, NlbBackend>;
  /**
   * `servers`: backends are instances or network interfaces. `addresses`: by address alone. Changing it replaces the
   * server groups.
   * @default 'servers'
   */
  readonly targets?: NlbTargets;
  /**
   * Refuse deletion until switched off.
   * @default false
   */
  readonly deletionProtection?: boolean;
  /**
   * IPv4 ranges that may connect to the listeners; everything else is denied.
   * @default - no security group: the VPC and the endpoint service may connect
   */
  readonly allowFrom?: readonly string[];
}

/** The internal network load balancer: for each Kafka listener one port for bootstrap, and one for each broker. */
export class BrokerNlb extends Construct {
  /** Id of the load balancer. */
  readonly loadBalancerId: string;
  /** Its name inside the VPC. */
  readonly dnsName: string;
  /** Its listeners, for what must wait for them. */
  readonly listeners: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: BrokerNlbProps) {
    super(scope, id);
    const loadBalancer = new NlbLoadBalancer(this, 'load-balancer', {
      loadBalancerName: props.name,
      vpcId: props.vpc.vpcId,
      addressType: 'Intranet',
      addressIpVersion: 'Ipv4',
      // A broker's group has one backend: without cross-zone forwarding, its port is dead in all other zones.
      crossZoneEnabled: true,
      deletionProtectionEnabled: props.deletionProtection ?? false,
      securityGroupIds: props.allowFrom && [this.firewall(props, props.allowFrom).securityGroupId],
      zoneMappings: props.vpc.vswitches.map(({ zone, vswitchId }) => ({ zoneId: zone, vswitchId })),
    });
    this.loadBalancerId = loadBalancer.id;
    this.dnsName = loadBalancer.dnsName;
    this.listeners = props.portMappings.map((mapping) => {
      const { listener } = new PortMapping(this, portMappingId(mapping), {
        vpcId: props.vpc.vpcId,
        loadBalancerId: loadBalancer.id,
        mapping,
        targets: props.targets ?? 'servers',
        backends: props.backends ?? new Map(),
      });
      return listener;
    });
  }

  private firewall(props: BrokerNlbProps, allowFrom: readonly string[]): Firewall {
    const firewall = new Firewall(this, 'firewall', {
      vpcId: props.vpc.vpcId,
      name: `${props.name}-security-group`,
    });
    for (const cidr of allowFrom) firewall.allow(`listeners-from-${cidrId(cidr)}`, 'all', { cidr });
    // The load balancer probes its own addresses by ICMP and withdraws those that do not answer.
    firewall.allowIcmp('probes', { cidr: '0.0.0.0/0' });
    firewall.denyRest('deny-rest');
    return firewall;
  }
}

/** Keyed by listener and node id, never by position: adding or removing one leaves the others' ports alone. */
function portMappingId({ nodeId, kafkaListener }: PortMappingPlan): string {
  const id = nodeId === undefined ? 'bootstrap' : `broker-${nodeId}`;
  return kafkaListener === EXTERNAL ? id : `${kafkaListener.toLowerCase()}-${id}`;
}
