import { Construct } from 'constructs';
import type { NewClusterPlan } from '../../plan/types';
import { renderBrokerUserData } from '../../templates/user-data';
import type { Bastion } from './bastion';
import { BrokerHost } from './broker-host';
import { DeploymentSets } from './deployment-sets';
import { cidrId, Firewall } from '../network/firewall';
import type { HostImage } from './host-image';
import type { HostOptions } from './host-options';
import type { HostKeys } from '../secrets/host-keys';
import type { IKafkaVpc } from '../network/kafka-vpc';
import { ListenerOverlap } from '../guards/listener-overlap';
import { ListenerPin } from '../guards/listener-pin';
import { Members } from '../guards/members';
import { RemovedBroker } from './removed-broker';
import { StatePin } from '../guards/state-pin';
import { renderServerProperties } from '../../templates/broker/server-properties';

export interface BrokerFleetProps {
  readonly plan: NewClusterPlan;
  /** Network of the hosts; it needs a vSwitch in the zone of each broker. */
  readonly vpc: IKafkaVpc;
  readonly image: HostImage;
  /** Name of the SSH key pair that the hosts trust. */
  readonly keyPairName: string;
  /**
   * SSH host keys that new hosts are given.
   * @default - each host makes its own
   */
  readonly hostKeys?: HostKeys;
  readonly options: HostOptions;
  /**
   * Keep the brokers of a zone on different physical machines.
   * @default false
   */
  readonly deploymentSets?: boolean;
  /**
   * Jump host that may reach SSH, INTERNAL and the external listeners, and serves the archives.
   * @default - none: bring your own, and list it in `sshFrom`
   */
  readonly bastion?: Bastion;
  /** Which hosts may connect to the brokers. */
  readonly access: BrokerAccess;
  /**
   * Protect instances, disks and pinned facts against destruction.
   * @default true
   */
  readonly protect?: boolean;
  /**
   * Node id of the one broker whose instance this apply may stop.
   * @default - none
   */
  readonly maintain?: number;
}

/** Which hosts may connect to the brokers, besides bastion and load balancer. */
export interface BrokerAccess {
  /** `least`: only the ports that are needed. `wide`: all TCP from the VPC. */
  readonly profile: 'least' | 'wide';
  /** IPv4 ranges that may connect to INTERNAL. */
  readonly internalClients: readonly string[];
  /** IPv4 ranges that may connect to the external listeners. */
  readonly externalTestClients: readonly string[];
  /** IPv4 ranges that may connect to SSH. */
  readonly sshFrom: readonly string[];
}

/**
 * The Kafka brokers of a cluster, one host each, keyed by node id. The stack needs the alicloud and null providers.
 *
 * @throws Error when the VPC has no vSwitch in the zone of a broker
 */
export class BrokerFleet extends Construct {
  /** By node id. */
  readonly hosts: ReadonlyMap<number, BrokerHost>;
  /** Their security group. */
  readonly firewall: Firewall;

  constructor(scope: Construct, id: string, props: BrokerFleetProps) {
    super(scope, id);
    const { plan, protect = true } = props;
    const firewall = new Firewall(this, 'firewall', {
      vpcId: props.vpc.vpcId,
      name: 'broker-security-group',
    });
    this.firewall = firewall;
    allowConnections(firewall, props);

    new StatePin(this, 'cluster', {
      facts: {
        cluster_id: plan.kafka.clusterId,
        log_dirs: plan.kafka.logDirs,
        quorum_voters: plan.kafka.quorumVoters,
      },
      locked: protect,
    });

    // Changed and unchanged brokers could not reach each other while they change one after another.
    new StatePin(this, 'internal-listeners', {
      facts: {
        internal_port: String(plan.ports.internal),
        controller_port: String(plan.ports.controller),
        ...(plan.internalTls && { protocol: 'SSL' }),
      },
      locked: protect,
    });
    for (const { id, name, port, protocol, mechanism } of plan.externalListeners) {
      const facts = { port: String(port), protocol, ...(mechanism && { mechanism }) };
      new ListenerPin(this, `${id}-listener`, { listener: name, facts, locked: protect });
    }
    new ListenerOverlap(this, 'external-listeners', {
      listeners: plan.externalListeners.map(({ name }) => name),
      locked: protect,
    });

    const known = [...plan.brokers, ...plan.removed].map(({ nodeId }) => nodeId);
    new Members(this, 'members', { nodeIds: known, locked: protect });
    for (const broker of plan.removed) new RemovedBroker(this, String(broker.nodeId), { broker, protect });

    const zones = plan.brokers.map(({ zone }) => zone);
    const sets = props.deploymentSets
      ? new DeploymentSets(this, 'deployment-sets', { zones, protect })
      : undefined;
    const vswitchIds = new Map(props.vpc.vswitches.map((vswitch) => [vswitch.zone, vswitch.vswitchId]));
    this.hosts = new Map(
      plan.brokers.map((broker) => {
        const vswitchId = vswitchIds.get(broker.zone);
        if (vswitchId === undefined) {
          throw new Error(`broker ${broker.nodeId} is in ${broker.zone}, where the VPC has no vSwitch`);
        }
        const hostKey = props.hostKeys?.cloudConfig(broker.name);
        const host = new BrokerHost(this, String(broker.nodeId), {
          broker,
          vswitchId,
          securityGroupId: firewall.securityGroupId,
          image: props.image,
          options: props.options,
          deploymentSetId: sets?.idOf(broker.zone),
          keyPairName: props.keyPairName,
          serverProperties: renderServerProperties(plan, broker),
          userData: (dataDiskId) => renderBrokerUserData(plan, broker, { dataDiskId, hostKey }),
          protect,
          maintained: props.maintain === broker.nodeId,
        });
        for (const { listener, port } of broker.externals) {
          const facts = { [`port_of_broker_${broker.nodeId}`]: String(port) };
          new ListenerPin(host, `${listener.toLowerCase()}-port`, { listener, facts, locked: protect });
        }
        return [broker.nodeId, host];
      }),
    );
  }
}

function allowConnections(firewall: Firewall, { plan, vpc, bastion, access }: BrokerFleetProps): void {
  const { ports, externalListeners, kafka } = plan;
  const brokers = { securityGroupId: firewall.securityGroupId };

  firewall.allow('internal-from-brokers', ports.internal, brokers);
  firewall.allow('controller-from-brokers', ports.controller, brokers);
  if (bastion) {
    const source = { securityGroupId: bastion.firewall.securityGroupId };
    firewall.allow('ssh-from-bastion', 22, source);
    firewall.allow('internal-from-bastion', ports.internal, source);
    if (plan.bastion && plan.kafka.delivery === 'bastion') {
      bastion.firewall.allow('mirror-from-brokers', plan.bastion.mirrorPort, brokers);
    }
  }
  for (const cidr of access.sshFrom) firewall.allow(`ssh-from-${cidrId(cidr)}`, 22, { cidr });
  for (const cidr of access.internalClients) {
    firewall.allow(`internal-from-${cidrId(cidr)}`, ports.internal, { cidr });
  }
  const { metrics } = kafka;
  metrics?.allowFrom.forEach((cidr) => {
    firewall.allow(`metrics-from-${cidrId(cidr)}`, metrics.port, { cidr });
  });
  for (const { id, port } of externalListeners) {
    for (const { zone, cidr } of vpc.vswitches) {
      // The load balancer hides its clients and calls from addresses of its own in these vSwitches.
      firewall.allow(`${id}-from-load-balancer-${zone}`, port, { cidr });
    }
    if (bastion) {
      firewall.allow(`${id}-from-bastion`, port, { securityGroupId: bastion.firewall.securityGroupId });
    }
    for (const cidr of access.externalTestClients) {
      firewall.allow(`${id}-from-${cidrId(cidr)}`, port, { cidr });
    }
  }
  if (access.profile === 'wide') firewall.allow('all-from-vpc', 'all', { cidr: vpc.cidr });
}
