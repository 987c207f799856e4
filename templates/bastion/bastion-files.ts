import type { BastionPlan, NewClusterPlan } from '../../plan/types';
import { render } from '../rendering/engine';
import { data, type HostFile, packedData, packedProgram, program } from '../rendering/host-file';
import { INTERNAL_CLIENT, internalClient, internalClientFiles } from '../settings/internal-tls';
import { restrictSsh } from '../lib/restrict-ssh';
import { expectation } from '../client/expectation';

/** Where the archives are that the bastion serves. */
const MIRROR_FOLDER = '/srv/kafka-mirror';

/** The systemd unit that user data starts; it requires the others. */
export function bastionService(plan: NewClusterPlan): string {
  return plan.kafka.delivery === 'bastion' ? 'kafka-mirror.service' : 'kafka-mirror-fetch.service';
}

/** Every file that the bastion's user data writes. */
export function bastionFiles(plan: NewClusterPlan, bastion: BastionPlan): HostFile[] {
  const { kafka } = plan;
  const serves = kafka.delivery === 'bastion';
  const environment = render('bastion/mirror.env', {
    archiveDir: serves ? MIRROR_FOLDER : '/opt/kafka-archives',
    kafka: kafka.archive,
    jdk: kafka.jdkArchive,
    exporter: kafka.metrics?.exporter,
  });
  const service = bastionService(plan);
  const login = plan.access !== undefined;
  const tls = plan.tls !== undefined;
  const units = '/etc/systemd/system';
  return [
    data('/etc/kafka/mirror.env', environment),
    data('/etc/kafka/brokers', expectation(plan)),
    program('/usr/local/sbin/kafka-mirror-fetch', render('bastion/kafka-mirror-fetch.sh', { service })),
    data(`${units}/kafka-mirror-fetch.service`, render('bastion/kafka-mirror-fetch.service', {})),
    ...(serves ? mirrorFiles(bastion, units) : []),
    program('/usr/local/sbin/restrict-ssh', restrictSsh({ bastion: true })),
    ...internalClientFiles(plan),
    data('/root/test-common.sh', render('bastion/test-common.sh', { login, client: internalClient(plan) })),
    program(
      '/root/produce.sh',
      render('bastion/produce.sh', { login, replicationFactor: Math.min(3, plan.brokers.length) }),
    ),
    program('/root/consume.sh', render('bastion/consume.sh', { login })),
    program(
      '/root/bootstrap-test.sh',
      render('bastion/bootstrap-test.sh', { login, tls, options: login || tls || plan.internalTls }),
    ),
    packedProgram('/root/reassign.sh', reassignScript()),
  ];
}

function mirrorFiles({ address, mirrorPort }: BastionPlan, units: string): HostFile[] {
  const mirror = { address, port: mirrorPort, folder: MIRROR_FOLDER };
  return [
    packedData('/usr/local/lib/kafka-mirror-serve.py', render('bastion/kafka-mirror-serve.py', {})),
    data(`${units}/kafka-mirror.service`, render('bastion/kafka-mirror.service', mirror)),
  ];
}

/** Files that only the rolling change writes, since user data has little room; TLS needs SSH to the hosts anyway. */
export function bastionLaterFiles({ tls }: NewClusterPlan): HostFile[] {
  return tls ? [data('/root/encrypt.sh', render('bastion/encrypt.sh', {}))] : [];
}

/** The script that moves replicas to a broker or off it; a broker that leaves runs it as well. */
export const reassignScript = (): string => render('bastion/reassign.sh', { clientFile: INTERNAL_CLIENT });
