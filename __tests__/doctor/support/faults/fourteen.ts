import {
  CLOSED,
  SILENT,
  withAdvertised,
  withContacts,
  withHost,
  withResources,
  withValues,
} from '../changes';
import { healthy } from '../facts';
import {
  type Case,
  gone,
  SERVICE,
  stopped,
  STOPPED_EFFECTS,
  portOf,
  edited,
  withCloud,
  withCluster,
  partition,
} from './case';

const swapped = withResources(healthy, (resources) =>
  resources.map((one) => {
    const group = { 'lsn-9093': 'sgp-9094', 'lsn-9094': 'sgp-9093' }[String(one.values['id'])];
    return group ? { ...one, values: { ...one.values, server_group_id: group } } : one;
  }),
);

/** The fourteen faults, as each shows in the facts with everything that it brings about. */
export const FOURTEEN: Case[] = [
  {
    name: 'wrong advertised port',
    facts: withValues(withAdvertised(healthy, 3, { port: 9094 }), gone, { server_properties: edited('a=b') }),
    cause: 'advertised-port',
    seen: /broker-node3 advertises b3\..*:9094: a wrong port, the port of broker-node2/,
    effects: ['configuration-differs'],
  },
  {
    name: 'swapped listeners',
    facts: withContacts(
      withContacts(swapped, (one) => one.endpoint.port === portOf(1), { answeredBy: 2 }),
      (one) => one.endpoint.port === portOf(2),
      { answeredBy: 1 },
    ),
    cause: 'listener-swapped',
    seen: /port 9093 \(broker-node1\) leads to server group broker-server-group-2/,
    effects: ['wrong-broker'],
  },
  {
    name: 'stopped broker',
    facts: withValues(stopped, gone, { kafka: 'inactive' }),
    cause: 'kafka-stopped',
    seen: /Kafka does not run on broker-node3: kafka.service is inactive/,
    effects: STOPPED_EFFECTS,
  },
  {
    name: 'zone label in the name',
    facts: withAdvertised(healthy, 3, { host: 'b3.ap-southeast-1c.t6el5nwsutl.alicloud.plc.tidbcloud.com' }),
    cause: 'zone-label',
    seen: /zone label ap-southeast-1c/,
  },
  {
    name: 'full disk',
    facts: withValues(stopped, gone, { used_percent: '100', free_kib: '0', kafka: 'failed' }),
    cause: 'disk-full',
    seen: /the data disk of broker-node3 is 100 % full, 0\.0 GiB are left/,
    effects: ['kafka-stopped', ...STOPPED_EFFECTS],
  },
  {
    name: 'closed 39092',
    facts: withContacts(
      withResources(
        withCloud({ rules: healthy.cloud?.rules.filter(({ ports }) => ports !== '39092/39092') }),
        (resources) => resources.filter((one) => one.values['port_range'] !== '39092/39092'),
      ),
      ({ role }) => role === 'external' || role === 'balancer',
      SILENT,
    ),
    cause: 'rule-missing',
    seen: /the security groups do not allow port 39092 from 10\.0\.0\.0\/18, port 39092 from 10\.0\.64\.0\/18/,
    effects: ['listener-closed', 'port-closed'],
  },
  {
    name: 'unaccepted endpoint',
    facts: withCloud({
      connections: [
        { endpointId: 'ep-1', status: 'Connected', ofTidbCloud: true },
        { endpointId: 'ep-2', status: 'Pending', ofTidbCloud: true },
      ],
    }),
    cause: 'endpoint-pending',
    seen: /endpoint ep-2 of TiDB Cloud's account waits to be accepted/,
  },
  {
    name: 'account not whitelisted',
    facts: withResources(healthy, (resources) => resources.filter(({ type }) => type !== `${SERVICE}_user`)),
    cause: 'account-not-whitelisted',
    seen: /TiDB Cloud's account 2222333344445555 is not on the whitelist/,
  },
  {
    name: 'foreign cluster id',
    facts: withValues(stopped, gone, {
      cluster_id: 'AAAAAAAAAAAAAAAAAAAAAQ',
      kafka: 'inactive',
      bootstrap: 'failed',
      bootstrap_log: 'REFUSED: /dev/vdb belongs to cluster AAAAAAAAAAAAAAAAAAAAAQ',
    }),
    cause: 'foreign-storage',
    seen: /the data disk of broker-node3 belongs to node 3 of cluster AAAAAAAAAAAAAAAAAAAAAQ/,
    effects: ['kafka-stopped', ...STOPPED_EFFECTS],
  },
  {
    name: 'stale unique_name on one broker',
    facts: withAdvertised(healthy, 3, { host: 'b3.unique_name.alicloud.plc.tidbcloud.com' }),
    cause: 'advertised-name',
    seen: /broker-node3 advertises b3\.unique_name\..*, a name that is not its own/,
  },
  {
    name: 'broker fenced',
    facts: withHost(
      withCluster({
        alive: [1, 2],
        partitions: [{ ...partition, replicas: [1, 2, 3], isr: [1, 2] }],
      }),
      gone,
      {
        probes: [{ listener: 'CONTROLLER', endpoint: '10.0.0.11:29092', outcome: 'silent' }],
      },
    ),
    cause: 'broker-fenced',
    seen: /broker-node3 is fenced or not registered.*; it cannot reach 10\.0\.0\.11:29092/,
    effects: ['port-closed', 'under-replicated'],
  },
  {
    name: 'NLB backend missing',
    facts: withContacts(
      withResources(healthy, (resources) => resources.filter(({ values }) => values['id'] !== '9094-2')),
      (one) => one.endpoint.port === portOf(2),
      CLOSED,
    ),
    cause: 'backend-missing',
    seen: /port 9094 \(broker-node2\) lacks the backend broker-node2 \(10\.0\.64\.12:39092\)/,
    effects: ['listener-closed'],
  },
  {
    name: 'clock off by a minute',
    facts: withHost(healthy, gone, { clockSeconds: 60 }),
    cause: 'clock-off',
    seen: /the clock of broker-node3 is 60\.0 s ahead of the others/,
  },
  {
    name: 'topic under min.isr',
    facts: withCluster({ partitions: [partition] }),
    cause: 'under-min-isr',
    seen: /partitions are below min\.insync\.replicas, .*: orders-0 \(1 of 1 in sync, 2 needed\)/,
  },
];
