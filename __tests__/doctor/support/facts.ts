import type { Contact, Facts, HostFacts } from '../../../doctor/facts';
import { externalEndpoint } from '../../../plan/brokers';
import type { BrokerPlan, NewBrokerPlan, NewClusterPlan } from '../../../plan/types';
import { expectedBastion, expectedBroker, type ExpectedHost } from '../../../templates/doctor/expected-host';
import { DISK_ID } from '../../templates/support/files';
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
      ...(plan.bastion
        ? [
            {
              name: plan.bastion.name,
              values: { ntp: 'yes', ...asExpected(expectedBastion(plan, plan.bastion)), end: 'true' },
              clockSeconds: 0.01,
              probes: [],
            },
          ]
        : []),
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

/** What the script of the doctor prints of a host that is right. */
function asExpected({ files, units, releases }: ExpectedHost): Record<string, string> {
  return {
    files: Object.entries(files)
      .map(([path, sum]) => `${sum} ${path}`)
      .join(' '),
    units: units.map((unit) => `${unit} loaded enabled active`).join(' '),
    missing_secrets: '',
    ssh: 'restricted',
    release_kafka: releases.kafka,
    release_java: releases.java,
  };
}

function hostOf(plan: NewClusterPlan, broker: NewBrokerPlan): HostFacts {
  const { internal, controller } = plan.ports;
  const file = renderServerProperties(plan, broker, { target: 'host' });
  const wanted = expectedBroker(plan, broker, DISK_ID);
  const sum = (path: string) => wanted.files[path];
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
      disk_bytes: String(broker.dataDisk.sizeGiB * 2 ** 30),
      filesystem_bytes: String(broker.dataDisk.sizeGiB * 2 ** 30 - 4096),
      reserve: 'reserve: 1024 of 1024 MiB are held',
      system_disk: '/ 12 30000000',
      system_inodes: '/ 3 2000000',
      cluster_id: plan.kafka.clusterId,
      node_id: String(broker.nodeId),
      server_properties: Buffer.from(file).toString('base64'),
      ...asExpected(wanted),
      started: `${sum('/etc/kafka/server.properties')} - ${sum('/etc/systemd/system/kafka.service')} - ${wanted.releases.kafka} ${wanted.releases.java}`,
      data_disk: DISK_ID,
      served: 'true',
      kernel:
        'vm.max_map_count 262144 1048576 net.ipv4.ip_local_reserved_ports 9092,29092,39092 9092,29092,39092',
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
