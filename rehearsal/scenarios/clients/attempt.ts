import { kafkaVersion, known, type ScenarioContext } from '../context';
import { readOn } from '../lab/hosts';
import { javaCommand } from './java-client';
import { loginFile, type LoginOptions } from './login';
import { waitFor } from '../lab/wait';

/** Something that a client tries to do. */
export interface Attempt {
  action: 'create' | 'write' | 'read' | 'topics' | 'delete' | 'settings' | 'rights';
  topic?: string;
  /** What becomes of it: "done", or the error and its message. */
  outcome: RegExp;
}

/** As whom it does. */
export interface Actor extends LoginOptions {
  /** Whether it logs in at all. @default true */
  logsIn?: boolean;
}

/** Lets a client on TiDB Cloud's side try these, one after another. @throws Error with all that came out otherwise */
export async function attempt(
  context: ScenarioContext,
  actor: Actor,
  ...attempts: readonly Attempt[]
): Promise<void> {
  const { listener, logsIn = true } = actor;
  const { brokers, externalListeners, uniqueName } = known(context, 'plan');
  const used = externalListeners.find(({ name }) => name === listener) ?? externalListeners[0];
  const host = brokers[0]?.externals[0].host.replaceAll(uniqueName, known(context, 'uniqueName')) ?? '';
  const place = { ...context, kafkaVersion: kafkaVersion(context) };
  const args = attempts.flatMap(({ action, topic = '-' }) => [action, topic]);
  const command = await javaCommand(place, 'AttemptClient', [`${host}:${used.bootstrap}`, ...args]);
  const login = logsIn ? loginFile(context, actor) : undefined;
  const env = { ...process.env, ...(login && { KAFKA_CLIENT: login }) };
  const limit = { timeoutSec: 60 + 30 * attempts.length, env, check: false };
  const { stdout, stderr } = await known(context, 'lab').tidbHost.exec(command, limit);
  const outcomes = stdout.trim().split('\n');
  const others = attempts.flatMap(({ action, topic = '', outcome }, index) => {
    const found = outcomes[index] ?? stderr.slice(-1500);
    return outcome.test(found) ? [] : [`${action} ${topic}: ${found}, expected ${outcome.source}`];
  });
  if (others.length > 0) throw new Error(others.join('\n'));
}

/** How many lines of the brokers' logs say this, all brokers together. */
export async function logged(context: ScenarioContext, pattern: string): Promise<number> {
  const look = `cat /var/log/kafka/server.log /var/log/kafka/kafka-authorizer.log 2>/dev/null | grep -cE '${pattern}' || true`;
  const counts = await Promise.all(
    known(context, 'plan').brokers.map(({ name }) => readOn(context, name, look)),
  );
  return counts.reduce((sum, count) => sum + Number(count), 0);
}

/** Waits until the logs say it more often than before. */
export async function loggedSince(
  context: ScenarioContext,
  pattern: string,
  before: number,
  signal: AbortSignal,
): Promise<void> {
  const more = async () => {
    if ((await logged(context, pattern)) <= before) throw new Error(`no broker's log says: ${pattern}`);
  };
  await waitFor(more, { seconds: 20, every: 1, signal });
}
