/** Names of SASL mechanisms in deployment files, and their names in Kafka. */
export const MECHANISMS = {
  'scram-sha-512': 'SCRAM-SHA-512',
  'scram-sha-256': 'SCRAM-SHA-256',
  plain: 'PLAIN',
} as const;

/** Kafka's name of a mechanism. */
export type Mechanism = (typeof MECHANISMS)[keyof typeof MECHANISMS];

/** Whether Kafka itself stores the credentials. */
export const isScram = (mechanism: string): boolean => mechanism.toLowerCase().startsWith('scram-');
