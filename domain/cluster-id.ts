import { randomBytes } from 'node:crypto';

/** The cluster id of PingCAP's document. Two clusters that share an id cannot tell each other's disks apart. */
export const DOCUMENT_CLUSTER_ID = 'BRl69zcmTFmiPaoaANybiw';

/**
 * A fresh Kafka cluster id: 16 random bytes as URL-safe base64. As Kafka's `Uuid.randomUuid`, it never begins with "-",
 * which command lines would read as an option.
 */
export function newClusterId(random: (size: number) => Buffer = randomBytes): string {
  const id = random(16).toString('base64url');
  return id.startsWith('-') ? newClusterId(random) : id;
}
