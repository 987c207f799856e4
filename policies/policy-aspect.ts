import { Annotations, type IAspect } from 'cdktf';
import type { IConstruct } from 'constructs';
import { deletionProtection } from './deletion-protection';
import { openKafkaPort } from './open-kafka-port';
import type { Policy, PolicyFacts, Violation } from './policy';
import { publicBroker } from './public-broker';
import { publicLoadBalancer } from './public-load-balancer';
import { unencryptedDataDisk } from './unencrypted-data-disk';

/** Every policy; a deployment file disables one by its name, with a reason. */
export const POLICIES: readonly Policy[] = [
  publicLoadBalancer,
  publicBroker,
  openKafkaPort,
  unencryptedDataDisk,
  deletionProtection,
];

export interface PolicyAspectProps {
  readonly facts: PolicyFacts;
  /**
   * `production` adds the policies of production.
   * @default 'trial'
   */
  readonly profile?: 'trial' | 'production';
  /**
   * Names of policies that are disabled.
   * @default - none
   */
  readonly allow?: readonly string[];
}

/** Checks a stack with the policies: as an aspect, synthesis fails and reports all violations. */
export class PolicyAspect implements IAspect {
  private readonly policies: readonly Policy[];

  constructor(private readonly props: PolicyAspectProps) {
    const { profile = 'trial', allow = [] } = props;
    this.policies = POLICIES.filter(
      (policy) => (policy.profile === 'every' || policy.profile === profile) && !allow.includes(policy.rule),
    );
  }

  visit(node: IConstruct): void {
    for (const { rule, message } of this.judge(node))
      Annotations.of(node).addError(`policy ${rule}: ${message}`);
  }

  /** The violations of one construct. */
  judge(node: IConstruct): Violation[] {
    return this.policies.flatMap(({ rule, judge }) => {
      const message = judge(node, this.props.facts);
      return message === undefined ? [] : [{ rule, node, message }];
    });
  }
}
