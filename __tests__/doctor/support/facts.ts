import type { Contact, Facts, HostFacts } from '../../../doctor/facts';
import { externalEndpoint } from '../../../plan/brokers';
import type { BrokerPlan, NewClusterPlan } from '../../../plan/types';
import { seedPlan } from '../../templates/support/plan';
import { cloudOf } from './cloud-facts';
import { renderServerProperties } from '../../../templates/broker/server-properties';

/** A deployment in which nothing is wrong. */
export function healthyOf(plan: NewClusterPlan): Facts & { readonly plan: NewClusterPlan } {
  const { internal } = plan.ports;
  const contact = contactsOf(plan);
  return {
    plan,
    accountId: '2222333344445555',
    acceptedEndpoints: ['ep-1'],
    cloud: cloudOf(plan),
    hosts: [
      { name: 'bastion-node', values: { ntp: 'yes', end: 'true' }, clockSeconds: 0.01, probes: [] },
      ...plan.brokers.map((broker) => hostOf(plan, broker)),
    ],
    contacts: [
      ...plan.brokers.flatMap(({ address, nodeId }) => [
        contact('internal', 'INTERNAL', address, internal, nodeId),
        ...plan.externalListeners.map(({ name, port }) => contact('external', name, address, port, nodeId)),
      ]),
      ...plan.portMappings.map(({ kafkaListener, port, nodeId }) =>
        contact('balancer', kafkaListener, 'nlb.example', port, nodeId),
      ),
    ],
    cluster: {
      clusterId: plan.kafka.clusterId,
      alive: [1, 2, 3],
      partitions: [
        { topic: 'orders', partition: 0, leader: 1, replicas: [1, 2, 3], isr: [1, 2, 3], minIsr: 2 },
      ],
      quorum: { leader: 1, voters: [1, 2, 3].map((nodeId) => ({ nodeId, behindMs: 0 })) },
    },
  };
}

/** A contact that answers as it should. */
function contactsOf({ brokers }: NewClusterPlan) {
  return (role: Contact['role'], listener: string, host: string, port: number, nodeId?: number): Contact => {
    const advertised = (broker: BrokerPlan) =>
      listener === 'INTERNAL' ? broker.internal : externalEndpoint(broker, listener);
    return {
      role,
      listener,
      endpoint: { host, port },
      nodeId,
      state: 'answers',
      reason: '',
      answeredBy: nodeId ?? 1,
      brokers: brokers.map((broker) => ({ nodeId: broker.nodeId, ...advertised(broker) })),
    };
  };
}

function hostOf(plan: NewClusterPlan, broker: BrokerPlan): HostFacts {
  const { internal, controller } = plan.ports;
  const file = renderServerProperties(plan, broker, { target: 'host' });
  const others = plan.brokers.filter((other) => other !== broker);
  return {
    name: broker.name,
    nodeId: broker.nodeId,
    clockSeconds: -0.02,
    values: {
      ntp: 'yes',
      kafka: 'active',
      bootstrap: 'active',
      rollout: 'inactive',
      open_files_limit: '262144',
      open_files: '300',
      mounted: '/dev/vdb',
      used_percent: '12',
      free_kib: '92000000',
      cluster_id: plan.kafka.clusterId,
      node_id: String(broker.nodeId),
      server_properties: Buffer.from(file).toString('base64'),
      file_sum: 'aa -',
      started_sum: 'aa -',
      end: 'true',
    },
    probes: others.flatMap(({ address }) => [
      { listener: 'INTERNAL', endpoint: `${address}:${internal}`, outcome: 'open' },
      { listener: 'CONTROLLER', endpoint: `${address}:${controller}`, outcome: 'open' },
    ]),
  };
}

export const plan = seedPlan({ uniqueName: 't6el5nwsutl' });
export const healthy = healthyOf(plan);

/** What a client sees of it from outside. */
export const fromOutside: Facts = {
  plan,
  acceptedEndpoints: [],
  contacts: [
    contactsOf(plan)('bootstrap', 'EXTERNAL', 'b1.example', 9092),
    ...plan.brokers.map(({ nodeId, externals: [{ host, port }] }) =>
      contactsOf(plan)('client', 'EXTERNAL', host, port, nodeId),
    ),
  ],
};
