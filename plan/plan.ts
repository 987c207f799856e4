import { bastionAddress, brokerAddress, brokerName, brokerVSwitchName } from '../domain/conventions';
import type { Config, ExistingConfig, NewConfig } from '../config/schema';
import { parseVersion } from '../domain/version';
import { planAccess } from './access';
import { planExisting } from './existing';
import { externalEndpoints, planExternalListeners, planListeners } from './external';
import { known } from './known';
import { derivedProperties } from './properties';
import { planInternalTls, planTls } from './tls';
import type {
  ArchivePlan,
  BastionPlan,
  BrokerPlan,
  ClusterPlan,
  ExistingClusterPlan,
  KafkaPlan,
  NewBrokerPlan,
  NewClusterPlan,
} from './types';

/** Where the data disk is mounted. `log.dirs` is a folder on it, so that Kafka never writes to the system disk instead. */
const DATA_MOUNT = '/var/lib/kafka';

/**
 * Computes the whole deployment from a valid configuration. Pure: no I/O, no Terraform.
 *
 * @param uniqueName name to advertise on EXTERNAL; may be a Terraform token
 * @default uniqueName - `tidbCloud.uniqueName` of the configuration
 */
export function planCluster(config: NewConfig, uniqueName?: string): NewClusterPlan;
export function planCluster(config: ExistingConfig, uniqueName?: string): ExistingClusterPlan;
export function planCluster(config: Config, uniqueName?: string): ClusterPlan;
export function planCluster(config: Config, uniqueName = config.tidbCloud.uniqueName): ClusterPlan {
  return config.cluster === 'existing' ? planExisting(config, uniqueName) : planNew(config, uniqueName);
}

function planNew(config: NewConfig, uniqueName: string): NewClusterPlan {
  const brokers = [...config.brokers]
    .sort((a, b) => a.id - b.id)
    .map((broker) => planBroker(config, broker, uniqueName));
  const externalListeners = planExternalListeners(config);
  const primary = known(externalListeners[0]);
  const bastion = planBastion(config.bastion);
  return {
    cluster: 'new',
    name: config.name,
    region: config.region,
    stage: config.stage,
    uniqueName,
    vpc: config.vpc,
    zones: config.zones.map((zone) => ({
      id: zone.id,
      cidr: zone.cidr,
      vswitchName: zone.vswitchName ?? brokerVSwitchName(zone.id),
      vswitchId: zone.vswitchId,
    })),
    bastion,
    brokers,
    removed: config.removed.map(({ id, deleteData }) => ({ nodeId: id, keepsData: !deleteData })),
    kafka: planKafka(config, brokers),
    ports: {
      controller: config.ports.controller,
      internal: config.ports.internal,
      external: primary.port,
      bootstrap: primary.bootstrap,
    },
    externalListeners,
    access: planAccess(config, externalListeners),
    tls: planTls(config, externalListeners),
    internalTls: planInternalTls(config, bastion, brokers),
    loadBalancerName: config.loadBalancer.name,
    listeners: planListeners(config, externalListeners, brokers),
  };
}

function planBroker(
  config: NewConfig,
  broker: NewConfig['brokers'][number],
  uniqueName: string,
): NewBrokerPlan {
  const { brokerDefaults, controllers, ports, zones } = config;
  const cidr = zones.find((zone) => zone.id === broker.zone)?.cidr;
  const address = known(broker.address ?? brokerAddress(cidr, broker.id));
  const externals = externalEndpoints(config, broker, uniqueName);
  const { host, port } = known(externals[0]);
  return {
    nodeId: broker.id,
    name: broker.name ?? brokerName(broker.id),
    zone: broker.zone,
    address,
    roles: controllers.includes(broker.id) ? ['broker', 'controller'] : ['broker'],
    internal: { host: address, port: ports.internal },
    external: { host, port },
    externals,
    instanceType: broker.instanceType ?? brokerDefaults.instanceType,
    systemDiskGiB: brokerDefaults.systemDiskGiB,
    dataDisk: { ...brokerDefaults.dataDisk, ...broker.dataDisk },
    leaving: broker.leaving ?? false,
  };
}

function planBastion(bastion: NewConfig['bastion']): BastionPlan | undefined {
  if (!bastion) return undefined;
  return { ...bastion, address: known(bastion.address ?? bastionAddress(bastion.cidr)) };
}

function planKafka(config: NewConfig, brokers: readonly BrokerPlan[]): KafkaPlan {
  const { kafka, ports } = config;
  const voters = brokers.filter((broker) => broker.roles.includes('controller'));
  const own = Object.entries(kafka.properties).map(([key, value]) => [key, String(value)] as const);
  const properties = new Map([...derivedProperties(brokers.length), ...own]);
  return {
    version: kafka.version,
    jdkVersion: kafka.jdkVersion,
    metadataVersion: kafka.metadataVersion,
    archive: planArchive(kafka.archive),
    jdkArchive: planArchive(kafka.jdkArchive),
    delivery: kafka.delivery,
    log4j: parseVersion(kafka.version)[0] < 4 ? 1 : 2,
    metrics: kafka.metrics && { ...kafka.metrics, exporter: planArchive(kafka.metrics.exporter) },
    clusterId: kafka.clusterId,
    heapMiB: kafka.heapMiB,
    quorumVoters: voters.map((voter) => `${voter.nodeId}@${voter.address}:${ports.controller}`).join(','),
    dataMount: DATA_MOUNT,
    logDirs: `${DATA_MOUNT}/data`,
    properties: Object.fromEntries([...properties].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function planArchive(archive: { url: string; sha256: string }): ArchivePlan {
  return { ...archive, fileName: archive.url.slice(archive.url.lastIndexOf('/') + 1) };
}
