import { newClusterSchema } from '../../../config/new-schema';
import { planCluster } from '../../../plan/plan';
import type { BrokerPlan, NewClusterPlan } from '../../../plan/types';

export const CLUSTER_ID = 'BRl69zcmTFmiPaoaANybiw';

interface Variant {
  /** Node ids; they take the zones in turn. */
  brokers?: number[];
  controllers?: number[];
  uniqueName?: string;
  /** Fields of the file's `kafka` section. */
  kafka?: Record<string, unknown>;
  bastion?: false;
  externalListeners?: object[];
}

/** The seed's deployment, or a variant of it. */
export function seedPlan(variant: Variant = {}): NewClusterPlan {
  const { brokers = [1, 2, 3], controllers = [1, 2, 3], uniqueName } = variant;
  const zones = ['a', 'b', 'c'].map((letter) => `ap-southeast-1${letter}`);
  const config = newClusterSchema.parse({
    zones: zones.map((id, index) => ({ id, cidr: `10.0.${index * 64}.0/18` })),
    bastion: variant.bastion ?? { zone: zones[0], cidr: '10.0.192.0/18' },
    kafka: { clusterId: CLUSTER_ID, ...variant.kafka },
    brokers: brokers.map((id) => ({ id, zone: zones[(id - 1) % zones.length] })),
    controllers,
    ...(variant.externalListeners && { externalListeners: variant.externalListeners }),
  });
  return planCluster(config, uniqueName);
}

export function brokerOf(plan: NewClusterPlan, nodeId: number): BrokerPlan {
  const broker = plan.brokers.find((candidate) => candidate.nodeId === nodeId);
  if (!broker) throw new Error(`no broker ${nodeId}`);
  return broker;
}

/** The same deployment with one broker about to leave. */
export function leavingOf(plan: NewClusterPlan, nodeId: number): NewClusterPlan {
  const brokers = plan.brokers.map((broker) => ({ ...broker, leaving: broker.nodeId === nodeId }));
  return { ...plan, brokers };
}
