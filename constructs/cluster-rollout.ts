import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { RolloutConfig } from '../config/schema';
import type { AccessPlan, NewClusterPlan } from '../plan/types';
import { renderBastionRollout } from '../templates/bastion-rollout';
import { renderBrokerRollout } from '../templates/rollout';
import { usesPlain } from '../templates/server-authentication';
import { renderCertificateDelivery } from '../templates/tls';
import { renderDelivery } from '../templates/users';
import type { Bastion } from './bastion';
import type { BrokerFleet } from './broker-fleet';
import type { BrokerNlb } from './broker-nlb';
import type { CertificateVariables } from './certificate-variables';
import { Departure } from './departure';
import { resourcesOf } from './resources-of';
import { KafkaUsers } from './kafka-users';
import { MetadataVersion } from './metadata-version';
import { RolloutStep } from './rollout-step';
import { SecretDelivery } from './secret-delivery';
import type { SshAccess } from './ssh-access';
import type { UserPasswords } from './user-passwords';

export interface ClusterRolloutProps {
  readonly plan: NewClusterPlan;
  readonly rollout: RolloutConfig;
  readonly fleet: BrokerFleet;
  readonly nlb: BrokerNlb;
  readonly bastion?: Bastion;
  readonly ssh: SshAccess;
  readonly passwords: UserPasswords;
  readonly certificate: CertificateVariables;
  /**
   * What maintenance brings to one host, by name: its broker is asked again after it.
   * @default - no maintenance
   */
  readonly maintenance?: { readonly nodeId: number; readonly brings: Readonly<Record<string, string>> };
  /**
   * Node id of the one broker that may start on a blank disk.
   * @default - none
   */
  readonly replace?: number;
}

/**
 * Brings changes to hosts that run: the bastion first, since the brokers fetch their archives there, then one broker
 * after another in the order of their node ids. Each step waits until its broker is in sync; the next one depends on it.
 * With TLS, each broker serves by its certificate before the next one is changed.
 * While a broker is replaced, no other one is changed: they could not do without one more.
 * At the first deployment it ends when the cluster is formed.
 */
export class ClusterRollout extends Construct {
  constructor(scope: Construct, id: string, props: ClusterRolloutProps) {
    super(scope, id);
    const { plan, rollout, fleet, nlb, bastion, ssh, passwords, certificate, maintenance } = props;
    const { hostKeys } = ssh;
    // Every broker's disk, rules and backends come before the first step: a quorum needs more than one of them.
    let before: ITerraformDependable[] = [fleet, nlb, bastion].flatMap(resourcesOf);
    let first: RolloutStep | undefined;
    const chain = (step: RolloutStep) => {
      first ??= step;
      before = [step.step];
    };
    if (plan.bastion && bastion) {
      const { name } = plan.bastion;
      chain(
        new RolloutStep(this, 'bastion', {
          host: name,
          connection: ssh.toBastion({ name, address: bastion.publicIp }),
          hostKeys,
          script: renderBastionRollout(plan, plan.bastion, rollout),
          commands: (script) => [`bash ${script}`],
          triggers: { instance: bastion.instanceId },
          dependsOn: before,
        }),
      );
    }
    const steps = new Map<number, RolloutStep>();
    for (const broker of plan.brokers) {
      const host = fleet.hosts.get(broker.nodeId);
      if (!host) throw new Error(`the fleet has no host for node ${broker.nodeId}`);
      const step = new RolloutStep(this, String(broker.nodeId), {
        host: broker.name,
        connection: ssh.to({ name: broker.name, address: host.privateIp }),
        hostKeys,
        script: renderBrokerRollout(plan, broker, {
          dataDiskId: host.dataDiskId,
          replace: props.replace === broker.nodeId,
          ...rollout,
        }),
        commands: (script) => [`bash ${script} start && exec bash ${script} follow`],
        heldBack: props.replace !== undefined && props.replace !== broker.nodeId,
        triggers: {
          instance: host.instanceId,
          disk: host.dataDiskId,
          ...(maintenance?.nodeId === broker.nodeId ? maintenance.brings : {}),
        },
        dependsOn: before,
      });
      chain(step);
      if (broker.leaving) {
        Departure.after(host, step.step, broker.nodeId);
        continue;
      }
      steps.set(broker.nodeId, step);
      if (plan.tls) {
        const { nodeId } = broker;
        const { secret } = certificate;
        const script = renderCertificateDelivery(plan.tls, nodeId);
        const what = { script, secret, version: plan.tls.secretsVersion };
        chain(new SecretDelivery(this, `${nodeId}-certificate`, { ...what, on: step, dependsOn: before }));
      }
    }
    const level = plan.kafka.metadataVersion;
    if (first && level !== undefined) {
      chain(
        new MetadataVersion(this, 'metadata-version', { plan, level, rollout, on: first, dependsOn: before }),
      );
    }
    if (first && plan.access) {
      const { access } = plan;
      const dependsOn = usesPlain(access) ? this.deliver(steps, access, props, before) : before;
      new KafkaUsers(this, 'users', { plan, access, rollout, passwords, on: first, dependsOn });
    }
  }

  /** Passwords that the brokers themselves hold. */
  private deliver(
    steps: ReadonlyMap<number, RolloutStep>,
    access: AccessPlan,
    { passwords }: ClusterRolloutProps,
    dependsOn: ITerraformDependable[],
  ): ITerraformDependable[] {
    const secret = passwords.secretOf(access.users.map(({ name }) => name));
    return [...steps].map(([nodeId, on]) => {
      const what = { script: renderDelivery(access, nodeId), secret, version: access.secretsVersion };
      return new SecretDelivery(this, `${nodeId}-passwords`, { ...what, on, dependsOn }).step;
    });
  }
}
