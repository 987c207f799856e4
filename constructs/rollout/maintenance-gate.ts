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
  /** What the maintenance changes on the host, by name; the plan shows it. */
  readonly brings: Readonly<Record<string, string>>;
  /** What SSH to the hosts needs. */
  readonly dependsOn: ITerraformDependable[];
}

/**
 * Runs before a change that stops a broker's host. Unless the other brokers are in sync and can do without that broker,
 * and no other operation may stop one, the apply fails here, and the host keeps running. Another broker's host keeps the
 * permission until the maintained one serves again. Every apply asks anew, as long as the file holds `maintain`: an
 * earlier answer says nothing about now.
 */
export class MaintenanceGate extends Construct {
  /** The change of the host must wait for this. */
  readonly step: Resource;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: MaintenanceGateProps,
  ) {
    super(scope, id);
    this.step = this.run('gate', 'begin', props.dependsOn);
  }

  /**
   * Tells that Terraform has ended its change of the host: if the broker serves, others may be stopped at once.
   *
   * @param host the changed host
   * @returns what later steps wait for
   */
  endAfter(host: ITerraformDependable[]): Resource {
    return this.run('end', 'end', [...host, this.step]);
  }

  private run(id: string, command: 'begin' | 'end', dependsOn: ITerraformDependable[]): Resource {
    const { plan, broker, otherBroker, ssh, rollout, brings } = this.props;
    return new RolloutStep(this, id, {
      kind: 'gate',
      host: otherBroker.name,
      // Its address as planned: a reference would wait for the hosts.
      connection: ssh.to(otherBroker),
      hostKeys: ssh.hostKeys,
      script: renderSpareCheck(plan, broker, rollout),
      commands: (script) => [`exec bash ${script} ${command}`],
      triggers: brings,
      everyApply: true,
      dependsOn,
    }).step;
  }
}
