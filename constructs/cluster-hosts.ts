import { NullProvider } from '@cdktf/provider-null/lib/provider';
import type { Construct } from 'constructs';
import type { NewConfig } from '../config/schema';
import type { NewClusterPlan } from '../plan/types';
import { renderBastionUserData } from '../templates/user-data';
import { Bastion } from './hosts/bastion';
import { CertificateVariables } from './secrets/tls-certificate';
import { BrokerFleet } from './hosts/broker-fleet';
import type { ClusterRolloutProps } from './rollout/cluster-rollout';
import { HostImage } from './hosts/host-image';
import { HostKeys } from './secrets/host-keys';
import { InternalCertificates } from './secrets/internal-certificates';
import type { IKafkaVpc } from './network/kafka-vpc';
import { UniqueNameGuard } from './guards/unique-name-guard';
import { KeyPair } from './hosts/key-pair';
import { MaintenanceGate } from './rollout/maintenance-gate';
import { resourcesOf } from './terraform/resources-of';
import { SshAccess } from './rollout/ssh-access';
import { UserPasswords } from './secrets/user-passwords';
import { publicKeyVariable } from './variables';

export interface ClusterHostsProps {
  /** The stack: the hosts' Terraform addresses begin here. */
  readonly scope: Construct;
  /** A valid deployment file. */
  readonly config: NewConfig;
  readonly plan: NewClusterPlan;
  /** Network of the hosts. */
  readonly vpc: IKafkaVpc;
}

/** The hosts of a new cluster, Terraform's access to them, and what it delivers. */
export interface ClusterHosts {
  readonly fleet: BrokerFleet;
  /** Undefined where the file has none. */
  readonly bastion?: Bastion;
  /** Undefined where Terraform cannot reach the hosts. */
  readonly ssh?: SshAccess;
  readonly passwords: UserPasswords;
  readonly certificate: CertificateVariables;
  readonly internalCertificates: InternalCertificates;
  /** Undefined without `maintain`. */
  readonly maintenance?: ClusterRolloutProps['maintenance'];
}

/** Builds every host of a cluster, and Terraform's SSH access to them. */
export function clusterHosts(props: ClusterHostsProps): ClusterHosts {
  const { scope, config, plan, vpc } = props;
  new NullProvider(scope, 'null');
  new UniqueNameGuard(scope, 'unique-name', { locked: !config.destroyable });
  const { keyPairName } = new KeyPair(scope, 'access', {
    name: config.keyPair.name,
    publicKey: publicKeyVariable(scope, config).stringValue,
  });
  const image = new HostImage(scope, 'image', {
    imageId: config.image.id,
    nameRegex: config.image.nameRegex,
  });
  const hostKeys = new HostKeys(scope, 'host-keys');
  const passwords = new UserPasswords(scope, 'users');
  const certificate = new CertificateVariables(scope, 'tls');
  const internalCertificates = new InternalCertificates(scope, 'internal-tls');
  const { systemDiskCategory, systemDiskEncrypted, metadataTokens } = config;
  const options = { systemDiskCategory, systemDiskEncrypted, metadataTokens };
  const common = { vpc, image, keyPairName, options };

  const bastion =
    plan.bastion &&
    new Bastion(scope, 'bastion', {
      ...common,
      bastion: plan.bastion,
      userData: renderBastionUserData(plan, {
        hostKey: hostKeys.cloudConfig(plan.bastion.name),
      }),
    });
  const fleet = new BrokerFleet(scope, 'brokers', {
    ...common,
    plan,
    bastion,
    hostKeys,
    access: config.security,
    deploymentSets: config.deploymentSets,
    protect: !config.destroyable,
    maintain: config.maintain,
  });
  const ssh = sshAccess(props, hostKeys, bastion);
  const maintenance = ssh && maintenanceOf(props, { fleet, bastion, ssh }, { image, keyPairName });
  return { fleet, bastion, ssh, passwords, certificate, internalCertificates, maintenance };
}

/** Terraform's SSH access to the hosts, where there is a way. */
function sshAccess(
  { scope, config, plan }: ClusterHostsProps,
  hostKeys: HostKeys,
  bastion?: Bastion,
): SshAccess | undefined {
  const { via, bootTimeoutSeconds } = config.rollout;
  if (via === 'bastion' && !bastion) return undefined;
  return new SshAccess(scope, 'ssh', {
    via,
    bastion: plan.bastion && bastion && { name: plan.bastion.name, address: bastion.publicIp },
    hostKeys,
    timeoutSeconds: bootTimeoutSeconds,
  });
}

function maintenanceOf(
  { scope, config: { maintain, rollout }, plan }: ClusterHostsProps,
  { fleet, bastion, ssh }: { fleet: BrokerFleet; bastion?: Bastion; ssh: SshAccess },
  { image, keyPairName }: { image: HostImage; keyPairName: string },
): ClusterRolloutProps['maintenance'] {
  const broker = plan.brokers.find(({ nodeId }) => nodeId === maintain);
  const otherBroker = plan.brokers.find(({ nodeId }) => nodeId !== maintain);
  if (!broker || !otherBroker) return undefined;
  const host = fleet.hosts.get(broker.nodeId);
  const brings = {
    ...(host?.deploymentSetId && { deployment_set: host.deploymentSetId }),
    instance_type: broker.instanceType,
    image: image.imageId,
    key_pair: keyPairName,
  };
  const gate = new MaintenanceGate(scope, 'maintenance', {
    plan,
    broker,
    otherBroker,
    ssh,
    rollout,
    brings,
    dependsOn: [...resourcesOf(bastion), ...resourcesOf(fleet.firewall)],
  });
  host?.waitFor(gate.step);
  return { nodeId: broker.nodeId, brings, end: gate.endAfter(resourcesOf(host)) };
}
