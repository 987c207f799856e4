import type { IConstruct } from 'constructs';

/** A rule that refuses unsafe resources of a stack. */
export interface Policy {
  /** Its name in deployment files. */
  readonly rule: string;
  /** Whether it is for every deployment, or for the profile `production` only. */
  readonly profile: 'every' | 'production';
  /**
   * Checks one construct of the tree, by the arguments that it was created with.
   *
   * @returns the problem, in lower case and without a full stop; undefined if there is none
   */
  judge(node: IConstruct, facts: PolicyFacts): string | undefined;
}

/** What policies need in addition to the resources. */
export interface PolicyFacts {
  /** Names of the hosts that may have a public address, such as the bastion. */
  readonly publicHosts: readonly string[];
  /** Names of the hosts that may be deleted: bastions, and brokers that leave. */
  readonly deletableHosts: readonly string[];
  /** Ports on which Kafka listens on its hosts. */
  readonly kafkaPorts: readonly number[];
}

/** A resource that a policy refuses. */
export interface Violation {
  readonly rule: string;
  readonly node: IConstruct;
  readonly message: string;
}
