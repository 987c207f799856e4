import { isBetween } from './version';

/** A known issue of Kafka versions that an operator should know. */
export interface KnownIssue {
  /** CVE number, or a few words. */
  readonly id: string;
  readonly summary: string;
  /** Ranges of versions, ends included. */
  readonly affected: readonly (readonly [from: string, through: string])[];
  readonly advice: string;
}

/** Apache Kafka's list of vulnerabilities, without those of clients, Connect and Streams; and its end of support. */
const KNOWN_ISSUES: readonly KnownIssue[] = [
  {
    id: 'end of life',
    summary: 'Kafka 3.8 and earlier get no fixes any more',
    affected: [['0.0.0', '3.8.999']],
    advice: 'use 3.9.2 or later',
  },
  {
    id: 'CVE-2024-56128',
    summary: 'somebody who records a SCRAM login without TLS can replay it',
    affected: [
      ['0.10.2', '3.7.1'],
      ['3.8.0', '3.8.0'],
    ],
    advice: 'use 3.7.2, 3.8.1, 3.9.0 or later',
  },
  {
    id: 'CVE-2025-27818',
    summary: 'users with the right to alter configurations can run code through the LdapLoginModule',
    affected: [['2.3.0', '3.9.0']],
    advice: 'use 3.9.1, 4.0.0 or later',
  },
  {
    id: 'CVE-2025-27819',
    summary: 'users with the right to alter configurations can run code through the JndiLoginModule',
    affected: [['2.0.0', '3.3.2']],
    advice: 'use 3.4.0 or later',
  },
  {
    id: 'CVE-2026-33557',
    summary: 'OAUTHBEARER does not validate JWT tokens correctly',
    affected: [['4.1.0', '4.1.1']],
    advice: 'use 4.1.2 or later',
  },
  {
    id: 'CVE-2026-111115',
    summary: 'any client that reaches a listener can use up the memory of a broker',
    affected: [
      ['2.4.0', '4.1.2'],
      ['4.2.0', '4.2.1'],
      ['4.3.0', '4.3.1'],
    ],
    advice: 'limit the ranges that can reach the listeners: every 3.x release is affected',
  },
];

/** Issues that affect this version of Kafka. */
export function knownIssues(kafkaVersion: string): KnownIssue[] {
  return KNOWN_ISSUES.filter(({ affected }) =>
    affected.some(([from, through]) => isBetween(kafkaVersion, from, through)),
  );
}

/** Whether a version of Kafka has the issue of that id. */
export function isAffected(kafkaVersion: string, id: string): boolean {
  return knownIssues(kafkaVersion).some((issue) => issue.id === id);
}
