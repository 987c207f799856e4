import { createHash } from 'node:crypto';
import type { BrokerPlan, NewClusterPlan } from '../../plan/types';
import { classesOf } from './compiled-class';
import { render } from '../rendering/engine';
import { data, type HostFile, packedData, packedProgram, program } from '../rendering/host-file';
import {
  INTERNAL_KEY_STORE,
  INTERNAL_TRUST_STORE,
  internalClient,
  internalClientFiles,
} from '../settings/internal-tls';
import { loggingFile, loggingOption } from './logging';
import { restrictSsh } from '../lib/restrict-ssh';
import { serverProperties } from './server-properties';
import { controllersOf, hostAndPort, isController } from '../../plan/brokers';

/** Login modules by which a client's configuration can make a broker run foreign code (CVE-2025-27818). */
const DISALLOWED_LOGIN_MODULES = ['JndiLoginModule', 'LdapLoginModule'].map(
  (name) => `com.sun.security.auth.module.${name}`,
);

/** Every file that a broker's user data writes. */
export function brokerFiles(plan: NewClusterPlan, broker: BrokerPlan, dataDiskId: string): HostFile[] {
  const { kafka } = plan;
  const { metrics } = kafka;
  const classes = classesOf(plan);
  const internal = plan.internalTls && { keyStore: INTERNAL_KEY_STORE, trustStore: INTERNAL_TRUST_STORE };
  const bootstrap = render('broker/kafka-bootstrap.sh', {
    classes,
    internal,
    client: internalClient(plan),
  });
  // What Kafka reads at its start besides its settings and its unit.
  const readAtStart = [
    loggingFile(kafka),
    ...(metrics ? [data('/etc/kafka/metrics.yml', render('broker/metrics.yml', {}))] : []),
  ];
  return [
    data('/etc/kafka/server.properties', serverProperties(plan, broker)),
    data('/etc/kafka/bootstrap.env', bootstrapEnvironment(plan, broker, dataDiskId)),
    data(
      '/etc/sysctl.d/60-kafka.conf',
      render('broker/sysctl.conf', { ports: listenerPorts(plan).join(',') }),
    ),
    data('/etc/tmpfiles.d/kafka.conf', render('broker/tmpfiles.conf', {})),
    ...readAtStart,
    program('/usr/local/sbin/restrict-ssh', restrictSsh({ bastion: false })),
    ...internalClientFiles(plan),
    ...classes.map(({ source, text }) => packedData(source, text)),
    packedProgram('/usr/local/sbin/kafka-bootstrap', bootstrap),
    packedProgram('/usr/local/sbin/kafka-reserve', render('broker/kafka-reserve.sh', {})),
    data('/etc/systemd/system/kafka-bootstrap.service', render('broker/kafka-bootstrap.service', {})),
    program('/usr/local/sbin/kafka-retry', render('broker/kafka-retry.sh', {})),
    data('/etc/systemd/system/kafka-retry.service', render('broker/kafka-retry.service', {})),
    data(
      '/etc/systemd/system/kafka.service',
      render('broker/kafka.service', {
        nodeId: broker.nodeId,
        dataMount: kafka.dataMount,
        heapMiB: kafka.heapMiB,
        classpath: classes.map(({ folder }) => folder).join(':'),
        metrics,
        besides: digest([...readAtStart.map(({ content }) => content), metrics?.exporter.sha256 ?? '']),
        loggingOption: loggingOption(kafka),
        disallowedLoginModules: DISALLOWED_LOGIN_MODULES.join(','),
      }),
    ),
  ];
}

/** For the unit, whose change restarts Kafka; the texts contain no value that only Terraform knows. */
function digest(texts: readonly string[]): string {
  return createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 16);
}

function bootstrapEnvironment(plan: NewClusterPlan, broker: BrokerPlan, dataDiskId: string): string {
  const { kafka } = plan;
  return render('broker/bootstrap.env', {
    delivery: kafka.delivery,
    kafka: source(plan, kafka.archive),
    jdk: source(plan, kafka.jdkArchive),
    exporter: kafka.metrics && source(plan, kafka.metrics.exporter),
    clusterId: kafka.clusterId,
    nodeId: broker.nodeId,
    isController: isController(broker),
    voters: controllersOf(plan)
      .map((voter) => voter.nodeId)
      .join(' '),
    peers: peersOf(plan, broker)
      .map(({ internal }) => hostAndPort(internal))
      .join(' '),
    hosts: plan.brokers.map(({ address, name }) => `${address}=${name}`).join(' '),
    dataDiskId,
    dataMount: kafka.dataMount,
    logDirs: kafka.logDirs,
  });
}

/** Where a broker fetches an archive: from the bastion's mirror, or from where the file says. */
function source(plan: NewClusterPlan, archive: NewClusterPlan['kafka']['archive']) {
  if (plan.kafka.delivery !== 'bastion') return archive;
  if (!plan.bastion) throw new Error('delivery "bastion" needs a bastion');
  const { address, mirrorPort } = plan.bastion;
  return {
    ...archive,
    url: `http://${hostAndPort({ host: address, port: mirrorPort })}/${archive.fileName}`,
  };
}

/** Whom a blank host asks whether the cluster runs: the other voters, or all other brokers when there are none. */
function peersOf(plan: NewClusterPlan, broker: BrokerPlan): BrokerPlan[] {
  const others = plan.brokers.filter((other) => other !== broker);
  const voters = others.filter(isController);
  return voters.length > 0 ? voters : others;
}

/** Ports to reserve: most are in the range from which Linux gives ports to outgoing connections (32768 to 60999). */
function listenerPorts({ ports, externalListeners, kafka: { metrics } }: NewClusterPlan): number[] {
  const external = externalListeners.map(({ port }) => port);
  const others = metrics ? [metrics.port] : [];
  return [ports.internal, ports.controller, ...external, ...others].sort((a, b) => a - b);
}
