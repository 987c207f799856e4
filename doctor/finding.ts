import type { Facts } from './facts';

export type Level = 'ok' | 'warning' | 'fault';

/** Something that is not as it should be. */
export interface Finding {
  /** What kind; its entry in docs/runbooks/troubleshoot.md. */
  readonly id: FindingId;
  readonly level: 'warning' | 'fault';
  /** What was seen, naming whom it is about. */
  readonly seen: string;
  readonly expected: string;
  /** What to do about it. */
  readonly fix: string;
  /**
   * Node ids of the brokers that it is about: it may follow from another finding about all of these.
   * @default - it follows from nothing else
   */
  readonly nodes?: readonly number[];
}

/** One rule: facts in, findings out. Pure. */
export interface Check {
  /** What is checked, for its line in the report. */
  readonly title: string;
  /** Whether there is anything to judge; otherwise the check is left out. */
  applies(facts: Facts): boolean;
  judge(facts: Facts): readonly Finding[];
  /** What was seen when nothing is wrong. */
  well(facts: Facts): string;
}

/** Every kind of finding, in the order in which one is taken for the cause of all: what the others rest on comes first. */
export const FINDING_IDS = [
  'bootstrap-unreachable',
  'host-unreachable',
  'disk-not-mounted',
  'foreign-storage',
  'disk-full',
  'kafka-stopped',
  'rule-missing',
  'internal-refused',
  'zone-label',
  'advertised-port',
  'advertised-name',
  'placeholder-name',
  'broker-fenced',
  'cluster-unanswered',
  'quorum-no-leader',
  'quorum-behind',
  'port-closed',
  'listener-missing',
  'listener-swapped',
  'backend-missing',
  'backend-foreign',
  'login-refused',
  'certificate-refused',
  'wrong-broker',
  'listener-closed',
  'name-unresolvable',
  'name-unreachable',
  'partition-offline',
  'under-min-isr',
  'under-replicated',
  'service-missing',
  'zone-not-served',
  'account-not-whitelisted',
  'endpoint-pending',
  'endpoint-not-connected',
  'clock-off',
  'file-limit',
  'configuration-differs',
  'configuration-not-loaded',
  'login-untried',
  'internal-untried',
  'certificate-expires',
  'world-open',
  'rule-foreign',
  'not-applied',
  'cloud-unread',
] as const;

export type FindingId = (typeof FINDING_IDS)[number];
