/**
 * The constructs for a stack of your own, with their props and what these need; examples/own-stack.ts uses them. What
 * is not exported here can change in any release.
 */

// The network, and which connections it allows.
export {
  type BrokerVSwitch,
  type ExistingKafkaVpcProps,
  type IKafkaVpc,
  KafkaVpc,
  type KafkaVpcProps,
  type KafkaVpcZone,
} from './network/kafka-vpc';
export { Firewall, type FirewallProps, type Source } from './network/firewall';

// The hosts.
export { Bastion, type BastionProps } from './hosts/bastion';
export { type BrokerAccess, BrokerFleet, type BrokerFleetProps } from './hosts/broker-fleet';
export { BrokerHost, type BrokerHostProps } from './hosts/broker-host';
export { HostImage, type HostImageProps } from './hosts/host-image';
export { type HostOptions } from './hosts/host-options';
export { KeyPair, type KeyPairProps } from './hosts/key-pair';
export { HostKeys } from './secrets/host-keys';

// What the hosts are made from: a deployment file, its plan, and user data.
export { loadConfig } from '../config/load';
export { planCluster } from '../plan/plan';
export type { BastionPlan, ClusterPlan, NewBrokerPlan, NewClusterPlan } from '../plan/types';
export { renderBastionUserData, renderBrokerUserData } from '../templates/user-data';

// The load balancer and the endpoint service.
export { BrokerAdmission, type BrokerAdmissionProps } from './link/broker-admission';
export { BrokerNlb, type BrokerNlbProps } from './link/broker-nlb';
export { type NlbBackend, type NlbTargets } from './link/port-mapping';
export { EndpointService, type EndpointServiceProps } from './link/endpoint-service';
export type { ExternalListenerPlan, PortMappingPlan } from '../plan/types';

// Around them: where Terraform keeps its state, checks before an apply, tags, and a whole deployment as one stack.
export { StateBackend } from './terraform/backend';
export { Preflight, type PreflightProps } from './checks/preflight';
export { Tagging, type TaggingProps } from './terraform/tagging';
export { KafkaStack, type KafkaStackProps } from './kafka-stack';
