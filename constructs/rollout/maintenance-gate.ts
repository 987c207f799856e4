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
  /** Another broker, on whose host the gate runs: the maintained one may be down already. */
  readonly otherBroker: BrokerPlan;
  readonly ssh: SshAccess;
  readonly rollout: RolloutConfig;
  /** What the maintenance changes on the host, by name; the gate runs again when one of them changes. */
  readonly brings: Readonly<Record<string, string>>;
  /** What SSH to the hosts needs. */
  readonly dependsOn: ITerraformDependable[];
}

/**
 * Runs before a change that stops a broker's host. Unless the other brokers are in sync and can do without that broker,
 * the apply fails here, and the host keeps running.
 */
export class MaintenanceGate extends Construct {
  /** The change of the host must wait for this. */
  readonly step: Resource;

  constructor(scope: Construct, id: string, props: MaintenanceGateProps) {
    super(scope, id);
    const { plan, broker, otherBroker, ssh, rollout, brings, dependsOn } = props;
    this.step = new RolloutStep(this, 'gate', {
      kind: 'gate',
      host: otherBroker.name,
      // Its address as planned: a reference would wait for the hosts.
      connection: ssh.to(otherBroker),
      hostKeys: ssh.hostKeys,
      script: renderSpareCheck(plan, broker, rollout),
      commands: (script) => [`exec bash ${script}`],
      triggers: brings,
      dependsOn,
    }).step;
  }
}
