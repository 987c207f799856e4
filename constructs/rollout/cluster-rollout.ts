import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { NewConfig, RolloutConfig } from '../../config/schema';
import { known } from '../../plan/known';
import type {
  AccessPlan,
  BrokerPlan,
  InternalTlsPlan,
  NewBrokerPlan,
  NewClusterPlan,
  TlsPlan,
} from '../../plan/types';
import { renderBastionRollout } from '../../templates/rollout/bastion-rollout';
import { renderInternalDelivery } from '../../templates/tls/internal-delivery';
import { renderDiskGrowth } from '../../templates/disk/disk-growth';
import { renderBrokerRollout } from '../../templates/rollout/broker-rollout';
import { usesPlain } from '../../templates/settings/authentication';
import { renderCertificateDelivery } from '../../templates/tls/certificate-delivery';
import { renderDelivery } from '../../templates/users/users';
import type { Bastion } from '../hosts/bastion';
import type { BrokerFleet } from '../hosts/broker-fleet';
import type { BrokerHost } from '../hosts/broker-host';
import type { BrokerNlb } from '../link/broker-nlb';
import type { CertificateVariables } from '../secrets/tls-certificate';
import { Departure } from '../guards/departure';
import type { InternalCertificates } from '../secrets/internal-certificates';
import { KafkaUsers } from './kafka-users';
import { MetadataVersion } from './metadata-version';
import { resourcesOf } from '../terraform/resources-of';
import { RolloutStep, type RolloutTarget } from './rollout-step';
import { SecretDelivery } from './secret-delivery';
import type { SshAccess } from './ssh-access';
import type { UserPasswords } from '../secrets/user-passwords';

export interface ClusterRolloutProps {
  readonly plan: NewClusterPlan;
  readonly rollout: RolloutConfig;
  readonly fleet: BrokerFleet;
  readonly nlb: BrokerNlb;
  readonly bastion?: Bastion;
  readonly ssh: SshAccess;
  readonly passwords: UserPasswords;
  readonly certificate: CertificateVariables;
  readonly internalCertificates: InternalCertificates;
  /**
   * What maintenance changes on one host, by name: its broker's step runs again after it.
   * @default - no maintenance
   */
  readonly maintenance?: {
    readonly nodeId: number;
    readonly brings: Readonly<Record<string, string>>;
    /** The end of the host's change. */
    readonly end: ITerraformDependable;
  };
  /**
   * Node id of the one broker that may start on a blank disk.
   * @default - none
   */
  readonly replace?: number;
  /** Hosts whose steps and deliveries of secrets run in every apply: node ids, and the bastion. */
  readonly repair: NewConfig['repair'];
}

/**
 * Brings changes to running hosts: first the bastion, from which brokers fetch archives, then one broker after another
 * by ascending node id. Each step waits until its broker is in sync; the next one depends on it. Certificates from the
 * private CA come before the first broker's step: no quorum forms without them. With TLS for clients, each broker
 * serves its certificate before the next broker changes. While a broker is replaced, no other one changes: the cluster
 * could not do without a second one. The first deployment ends when the cluster is formed.
 */
export class ClusterRollout extends Construct {
  /** What the next step waits for. */
  private before: ITerraformDependable[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ClusterRolloutProps,
  ) {
    super(scope, id);
    const { plan, rollout, fleet, nlb, bastion, passwords, maintenance } = props;
    // Every broker's disk, rules and backends come before the first step: a quorum needs more than one of them.
    this.before = [fleet, nlb, bastion].flatMap(resourcesOf);
    if (maintenance) this.before.push(maintenance.end);
    const toBastion = this.toBastion();
    if (plan.bastion && toBastion) {
      this.chain(
        new RolloutStep(this, 'bastion', {
          ...toBastion,
          kind: 'bastion',
          script: renderBastionRollout(plan, plan.bastion, rollout),
          commands: (script) => [`bash ${script}`],
          dependsOn: this.before,
        }),
      );
    }
    const brokers = plan.brokers.map((broker) => ({ broker, ...this.toBroker(broker) }));
    if (plan.internalTls) {
      if (toBastion) this.deliverInternalCertificate('bastion', plan.internalTls, toBastion);
      for (const { broker, to } of brokers)
        this.deliverInternalCertificate(String(broker.nodeId), plan.internalTls, to);
    }
    this.before = plan.brokers.map((broker) => this.growDisk(broker));
    for (const { broker, host, to } of brokers) {
      this.rollBroker(broker, host, to);
      if (broker.leaving) Departure.after(host, this.before, broker.nodeId);
      else if (plan.tls) this.deliverCertificate(plan.tls, broker.nodeId, to);
    }
    const on = toBastion ?? known(brokers[0]).to;
    const level = plan.kafka.metadataVersion;
    if (level !== undefined) {
      this.chain(
        new MetadataVersion(this, 'metadata-version', { plan, level, rollout, on, dependsOn: this.before }),
      );
    }
    if (plan.access) {
      const { access } = plan;
      const dependsOn = usesPlain(access)
        ? brokers
            .filter(({ broker }) => !broker.leaving)
            .map(({ broker, to }) => this.deliverPasswords(access, broker.nodeId, to))
        : this.before;
      new KafkaUsers(this, 'users', { plan, access, rollout, passwords, on, dependsOn });
    }
  }

  private chain({ step }: RolloutStep): void {
    this.before = [step];
  }

  private toBastion(): RolloutTarget | undefined {
    const { plan, bastion, ssh, repair } = this.props;
    if (!plan.bastion || !bastion) return undefined;
    const { name: host } = plan.bastion;
    const connection = ssh.toBastion({ name: host, address: bastion.publicIp });
    return {
      host,
      connection,
      hostKeys: ssh.hostKeys,
      everyApply: repair.includes('bastion'),
      triggers: { instance: bastion.instanceId },
    };
  }

  private toBroker({ nodeId, name }: BrokerPlan): { host: BrokerHost; to: RolloutTarget } {
    const { fleet, ssh, replace, repair, maintenance } = this.props;
    const host = known(fleet.hosts.get(nodeId));
    const to = {
      host: name,
      connection: ssh.to({ name, address: host.privateIp }),
      hostKeys: ssh.hostKeys,
      heldBack: replace !== undefined && replace !== nodeId,
      everyApply: repair.includes(nodeId),
      triggers: {
        instance: host.instanceId,
        ...(maintenance?.nodeId === nodeId ? maintenance.brings : {}),
      },
    };
    return { host, to };
  }

  /**
   * Grows the file system of a data disk that has grown. It stops nothing, and comes before the first broker's step: a
   * broker whose disk is full cannot serve, and a quorum needs more than one.
   */
  private growDisk(broker: NewBrokerPlan): ITerraformDependable {
    const { host, to } = this.toBroker(broker);
    return new RolloutStep(this, `${broker.nodeId}-disk`, {
      ...to,
      kind: 'disk',
      // Only another size or disk runs it, which its script names: a host that boots grows its file system by itself.
      triggers: {},
      heldBack: false,
      everyApply: false,
      script: renderDiskGrowth(this.props.plan, broker, { dataDiskId: host.dataDiskId }),
      commands: (script) => [`bash ${script}`],
      dependsOn: this.before,
    }).step;
  }

  /** Brings a broker to its plan: restarts it if needed, between two looks at the cluster. */
  private rollBroker(broker: NewBrokerPlan, host: BrokerHost, to: RolloutTarget): void {
    const { plan, rollout, replace } = this.props;
    const { nodeId } = broker;
    this.chain(
      new RolloutStep(this, String(nodeId), {
        ...to,
        kind: 'rollout',
        script: renderBrokerRollout(plan, broker, {
          dataDiskId: host.dataDiskId,
          replace: replace === nodeId,
          ...rollout,
        }),
        commands: (script) => [`bash ${script} start && exec bash ${script} follow`],
        // After its disk has grown the broker must serve, which this step finds out.
        triggers: { ...to.triggers, disk: host.dataDiskId, disk_gib: String(broker.dataDisk.sizeGiB) },
        dependsOn: this.before,
      }),
    );
  }

  /** Delivers a host's certificate from the private CA, for connections between brokers and bastion. */
  private deliverInternalCertificate(
    id: string,
    { hosts, secretsVersion: version }: InternalTlsPlan,
    to: RolloutTarget,
  ): void {
    const { plan, rollout, internalCertificates } = this.props;
    const script = renderInternalDelivery(plan, known(hosts.find(({ name }) => name === to.host)), rollout);
    const what = { script, secret: internalCertificates.secretOf(to.host), version };
    const kind = 'internal-certificate';
    this.chain(new SecretDelivery(this, `${id}-internal`, { ...what, kind, to, dependsOn: this.before }));
  }

  /** Delivers the certificate that a broker serves to clients. */
  private deliverCertificate(tls: TlsPlan, nodeId: number, to: RolloutTarget): void {
    const { secret } = this.props.certificate;
    const what = { script: renderCertificateDelivery(tls, nodeId), secret, version: tls.secretsVersion };
    this.chain(
      new SecretDelivery(this, `${nodeId}-certificate`, {
        ...what,
        kind: 'certificate',
        to,
        dependsOn: this.before,
      }),
    );
  }

  /** Delivers the passwords of PLAIN, which each broker keeps in a file. */
  private deliverPasswords(access: AccessPlan, nodeId: number, to: RolloutTarget): ITerraformDependable {
    const secret = this.props.passwords.secretOf(access.users.map(({ name }) => name));
    const what = { script: renderDelivery(access, nodeId), secret, version: access.secretsVersion };
    return new SecretDelivery(this, `${nodeId}-passwords`, {
      ...what,
      kind: 'passwords',
      to,
      dependsOn: this.before,
    }).step;
  }
}
