/** SASL mechanisms: their names in deployment files, and Kafka's names. */
export const MECHANISMS = {
  'scram-sha-512': 'SCRAM-SHA-512',
  'scram-sha-256': 'SCRAM-SHA-256',
  plain: 'PLAIN',
} as const;

/** Kafka's name of a SASL mechanism. */
export type Mechanism = (typeof MECHANISMS)[keyof typeof MECHANISMS];

/** Whether Kafka itself keeps the credentials of this mechanism. */
export const isScram = (mechanism: string): boolean => mechanism.toLowerCase().startsWith('scram-');
