import type { NewConfig } from '../config/schema';
import type { AccessPlan, ExternalListenerPlan, RightPlan } from './types';

type UserConfig = NewConfig['kafka']['users'][number];

/** Users and rights on listeners with authentication; undefined without such a listener. */
export function planAccess(
  { kafka }: NewConfig,
  externalListeners: readonly ExternalListenerPlan[],
): AccessPlan | undefined {
  const mechanisms = externalListeners.flatMap(({ mechanism }) => mechanism ?? []);
  if (mechanisms.length === 0) return undefined;
  return {
    mechanisms: [...new Set(mechanisms)].sort(),
    users: [...kafka.users].sort(byName).map((user) => ({ name: user.name, rights: rightsOf(user) })),
    removedUsers: [...kafka.removedUsers].sort(),
    secretsVersion: kafka.secretsVersion,
  };
}

/**
 * TiCDC creates topics, writes and describes them; before that it reads `message.max.bytes` and `min.insync.replicas` of the
 * brokers, which are settings of the cluster in Kafka's rights. Changefeeds use no transactions and no consumer groups.
 */
function rightsOf({ write, read, groups }: UserConfig): RightPlan[] {
  const rights = [
    ...write.flatMap((topic) => on('TOPIC', topic, ['CREATE', 'DESCRIBE', 'WRITE'])),
    ...(write.length > 0 ? on('CLUSTER', 'kafka-cluster', ['DESCRIBE_CONFIGS']) : []),
    ...read.flatMap((topic) => on('TOPIC', topic, ['DESCRIBE', 'READ'])),
    ...groups.flatMap((group) => on('GROUP', group, ['READ'])),
  ];
  const byText = new Map(rights.map((right) => [Object.values(right).join(' '), right]));
  return [...byText.keys()].sort().flatMap((text) => byText.get(text) ?? []);
}

function on(
  resource: RightPlan['resource'],
  text: string,
  operations: readonly RightPlan['operation'][],
): RightPlan[] {
  // To Kafka, the name `*` means all.
  const isPrefix = text.length > 1 && text.endsWith('*');
  const pattern = isPrefix ? 'PREFIXED' : 'LITERAL';
  const name = isPrefix ? text.slice(0, -1) : text;
  return operations.map((operation) => ({ resource, pattern, name, operation }));
}

const byName = (a: UserConfig, b: UserConfig): number => (a.name < b.name ? -1 : 1);
