import type { Facts } from './facts';

export type Level = 'ok' | 'warning' | 'fault';

/** A fault or a warning. */
export interface Finding {
  /** Its kind; the heading of its entry in docs/runbooks/troubleshoot.md. */
  readonly id: FindingId;
  readonly level: 'warning' | 'fault';
  /** What was seen, with the broker or resource that it is about. */
  readonly seen: string;
  readonly expected: string;
  /** What to do about it. */
  readonly fix: string;
  /**
   * Node ids of the brokers that it is about: it may be an effect of other findings about all of these.
   * @default - it is never an effect
   */
  readonly nodes?: readonly number[];
}

/** One rule: facts in, findings out. Pure. */
export interface Check {
  /** What is checked, for its line in the report. */
  readonly title: string;
  /** Whether there are facts to check; otherwise the check is left out. */
  applies(facts: Facts): boolean;
  judge(facts: Facts): readonly Finding[];
  /** What was seen, if there is no finding. */
  well(facts: Facts): string;
}

/** Every kind of finding. Of several causes, the report takes the first in this order as the cause of all. */
export const FINDING_IDS = [
  'bootstrap-unreachable',
  'host-unreachable',
  'system-disk-new',
  'system-disk-full',
  'disk-not-mounted',
  'foreign-storage',
  'disk-full',
  'file-differs',
  'release-differs',
  'unit-off',
  'secret-missing',
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
  'setting-off',
  'disk-size-differs',
  'reserve-free',
  'login-untried',
  'internal-untried',
  'certificate-expires',
  'world-open',
  'rule-foreign',
  'not-applied',
  'cloud-unread',
] as const;

export type FindingId = (typeof FINDING_IDS)[number];
