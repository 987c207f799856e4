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
    name: 'a full system disk',
    facts: withValues(stopped, gone, { system_disk: '/ 40 90000 /var 100 0', kafka: 'failed' }),
    cause: 'system-disk-full',
    seen: /the system disk of broker-node3 fills: \/var 100 % full/,
    effects: ['kafka-stopped', ...STOPPED_EFFECTS],
  },
  {
    name: 'a system disk without inodes',
    facts: withValues(healthy, gone, { system_inodes: '/ 99 10' }),
    cause: 'system-disk-full',
    seen: /the system disk of broker-node3 fills: \/ 99 % of its inodes used/,
  },
  {
    name: 'a full system disk of the bastion',
    facts: withValues(healthy, 'bastion-node', { system_disk: '/ 97 1000' }),
    cause: 'system-disk-full',
    seen: /the system disk of bastion-node fills: \/ 97 % full/,
  },
  {
    name: 'a disk that its file system does not fill',
    facts: withValues(healthy, gone, { filesystem_bytes: String(40 * 2 ** 30) }),
    cause: 'disk-size-differs',
    seen: /the data disk of broker-node3 has a file system of 40\.0 of 100\.0 GiB/,
  },
  {
    name: 'a disk whose host sees less than was planned',
    facts: withValues(healthy, gone, { disk_bytes: String(40 * 2 ** 30) }),
    cause: 'disk-size-differs',
    seen: /the data disk of broker-node3 has 40\.0 GiB as its host sees it/,
  },
  {
    name: 'a file that plans less than the disk has',
    facts: withValues(healthy, gone, { disk_bytes: String(200 * 2 ** 30) }),
    cause: 'disk-size-differs',
    seen: /the data disk of broker-node3 has 200 GiB, and no disk shrinks/,
  },
  {
    name: 'a reserve that was given free',
    facts: withValues(healthy, gone, { reserve: 'reserve: 0 of 1024 MiB are held' }),
    cause: 'reserve-free',
    seen: /the data disk of broker-node3 holds a reserve of 0 of 1024 MiB/,
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
