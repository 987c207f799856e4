import type { Resource } from '@cdktf/provider-null/lib/resource';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { RolloutConfig } from '../../config/schema';
import type { BrokerPlan, NewClusterPlan } from '../../plan/types';
import { renderSpareCheck } from '../../templates/rollout/broker-rollout';
import { RolloutStep } from './rollout-step';
import type { SshAccess } from './ssh-access';

export interface MaintenanceGateProps {
  readonly plan: NewClusterPlan;
  /** The broker whose host is about to stop. */
  readonly broker: BrokerPlan;
  /** Another broker, on which the question is asked: the maintained one may be down already. */
  readonly askedOn: BrokerPlan;
  readonly ssh: SshAccess;
  readonly rollout: RolloutConfig;
  /** What the maintenance brings to the host, by name; it is asked again when one of them changes. */
  readonly brings: Readonly<Record<string, string>>;
  /** What the way to the hosts needs. */
  readonly dependsOn: ITerraformDependable[];
}

/**
 * Stands before a change that stops a broker's host: the apply fails here, and the host runs on, unless the others are
 * in sync and can do without that broker.
 */
export class MaintenanceGate extends Construct {
  /** What the change of the host must wait for. */
  readonly step: Resource;

  constructor(scope: Construct, id: string, props: MaintenanceGateProps) {
    super(scope, id);
    const { plan, broker, askedOn, ssh, rollout, brings, dependsOn } = props;
    this.step = new RolloutStep(this, 'gate', {
      host: askedOn.name,
      // Its address as planned: a reference would wait for the hosts.
      connection: ssh.to(askedOn),
      hostKeys: ssh.hostKeys,
      script: renderSpareCheck(plan, broker, rollout),
      commands: (script) => [`exec bash ${script}`],
      triggers: brings,
      dependsOn,
    }).step;
  }
}
