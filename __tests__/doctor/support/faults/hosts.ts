import { withHost, withValues } from '../changes';
import { healthy } from '../facts';
import { type Case, gone, stopped, STOPPED_EFFECTS, edited } from './case';

/** What hosts tell. */
export const HOSTS: Case[] = [
  {
    name: 'SSH refused',
    facts: withHost(stopped, gone, { problem: 'Permission denied (publickey).', values: {}, probes: [] }),
    cause: 'host-unreachable',
    seen: /SSH does not reach broker-node3: Permission denied/,
    effects: STOPPED_EFFECTS,
  },
  {
    name: 'a bastion that is away, and with it everybody',
    facts: {
      ...healthy,
      hosts: healthy.hosts?.map((host) => ({
        ...host,
        problem: 'Connection timed out',
        values: {},
        probes: [],
      })),
      contacts: [],
      cluster: undefined,
    },
    cause: 'host-unreachable',
    seen: /SSH does not reach bastion-node: Connection timed out/,
    effects: ['cluster-unanswered'],
  },
  {
    name: 'disk not mounted',
    facts: withValues(stopped, gone, { mounted: '', kafka: 'inactive', cluster_id: '', node_id: '' }),
    cause: 'disk-not-mounted',
    seen: /the data disk of broker-node3 is not mounted/,
    effects: ['kafka-stopped', ...STOPPED_EFFECTS],
  },
  {
    name: 'one way closed',
    facts: withHost(healthy, gone, {
      probes: [{ listener: 'INTERNAL', endpoint: '10.0.0.11:9092', outcome: 'silent' }],
    }),
    cause: 'port-closed',
    seen: /INTERNAL of broker-node1 \(10\.0\.0\.11:9092\) from broker-node3 does not answer: no answer/,
  },
  {
    name: 'few files',
    facts: withValues(healthy, gone, { open_files_limit: '1024' }),
    cause: 'file-limit',
    seen: /Kafka on broker-node3 has 300 of 1024 files open/,
  },
  {
    name: 'an edited file',
    facts: withValues(healthy, gone, { server_properties: edited('process.roles=broker\n') }),
    cause: 'configuration-differs',
    seen: /process\.roles is broker instead of broker,controller/,
  },
  {
    name: 'a file that was not loaded',
    facts: withValues(healthy, gone, { started: 'bb - cc - releases/kafka-1 releases/jdk-1' }),
    cause: 'configuration-not-loaded',
    seen: /Kafka on broker-node3 runs with an older server\.properties, kafka\.service, release of Kafka, release of Java/,
  },
];
