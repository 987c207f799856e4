import type { IConstruct } from 'constructs';

/** What must not ship, told by the resources of a stack. */
export interface Policy {
  /** As a deployment file names it. */
  readonly rule: string;
  /** Whom it binds: every deployment, or those of the profile `production`. */
  readonly profile: 'every' | 'production';
  /**
   * Judges one construct of the tree, by what was given to it.
   *
   * @returns what is wrong, in lower case and without a full stop; undefined when nothing is
   */
  judge(node: IConstruct, facts: PolicyFacts): string | undefined;
}

/** What the resources alone do not tell. */
export interface PolicyFacts {
  /** Names of the hosts that are meant to have a public address, such as the bastion. */
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
