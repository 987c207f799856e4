import type { Facts } from '../../../../doctor/facts';
import type { FindingId } from '../../../../doctor/finding';
import { withoutBroker } from '../changes';
import { healthy, plan } from '../facts';

/** Something that goes wrong, its cause, and what follows from that cause. */
export interface Case {
  name: string;
  facts: Facts;
  cause: FindingId;
  seen: RegExp;
  /** Kinds of findings that are folded below the cause. */
  effects?: FindingId[];
}

export const gone = 'broker-node3';
export const SERVICE = 'alicloud_privatelink_vpc_endpoint_service';
export const stopped = withoutBroker(healthy, 3);
export const STOPPED_EFFECTS: FindingId[] = [
  'broker-fenced',
  'listener-closed',
  'port-closed',
  'quorum-behind',
  'under-replicated',
];
export const portOf = (nodeId: number) => plan.portMappings.find((one) => one.nodeId === nodeId)?.port;
export const edited = (text: string) => Buffer.from(text).toString('base64');
export const withCloud = (change: Partial<NonNullable<Facts['cloud']>>): Facts => ({
  ...healthy,
  ...(healthy.cloud && { cloud: { ...healthy.cloud, ...change } }),
});
export const withCluster = (change: Partial<NonNullable<Facts['cluster']>>): Facts => ({
  ...healthy,
  ...(healthy.cluster && { cluster: { ...healthy.cluster, ...change } }),
});
export const partition = { topic: 'orders', partition: 0, leader: 1, replicas: [1], isr: [1], minIsr: 2 };
