/** Names of SASL mechanisms in deployment files, and what Kafka calls them. */
export const MECHANISMS = {
  'scram-sha-512': 'SCRAM-SHA-512',
  'scram-sha-256': 'SCRAM-SHA-256',
  plain: 'PLAIN',
} as const;

/** What Kafka calls a mechanism. */
export type Mechanism = (typeof MECHANISMS)[keyof typeof MECHANISMS];

/** Those whose credentials Kafka itself keeps. */
export const isScram = (mechanism: string): boolean => mechanism.toLowerCase().startsWith('scram-');
