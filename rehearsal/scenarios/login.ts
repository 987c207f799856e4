import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { known, type StoryContext } from './context';
import { REHEARSAL_USER } from './rehearsed-file';

/** Beside the state, as `npm run passwords` says. */
export const PASSWORDS_FILE = 'kafka-passwords.auto.tfvars.json';

/** How a client logs in, where it is not as it should be. */
export interface LoginOptions {
  /** Name of an external listener. @default - the first */
  listener?: string;
  user?: string;
  /** @default - as `npm run passwords` has made it */
  password?: string;
  /** What Kafka calls a mechanism. @default - that of the listener */
  mechanism?: string;
}

/**
 * Writes a file for Kafka's Java clients by which they log in. Passwords travel in no command line.
 *
 * @returns its path; undefined where clients need not log in
 */
export function loginFile(context: StoryContext, options: LoginOptions = {}): string | undefined {
  const { externalListeners } = known(context, 'plan');
  const { listener = externalListeners[0]?.name, user = REHEARSAL_USER.name } = options;
  const own = externalListeners.find(({ name }) => name === listener)?.mechanism;
  if (own === undefined) return undefined;
  const { password = passwords(context)[user] ?? '', mechanism = own } = options;
  const module = mechanism === 'PLAIN' ? 'plain.PlainLoginModule' : 'scram.ScramLoginModule';
  const settings = [
    'security.protocol=SASL_PLAINTEXT',
    `sasl.mechanism=${mechanism}`,
    `sasl.jaas.config=org.apache.kafka.common.security.${module} required username="${user}" password="${password}";`,
  ];
  const file = join(context.dir, `login-${counter++}.properties`);
  writeFileSync(file, `${settings.join('\n')}\n`, { mode: 0o600 });
  return file;
}

let counter = 1;

/** Passwords of the rehearsed file's users, by name. */
export function passwords(context: StoryContext): Readonly<Record<string, string>> {
  const { name } = known(context, 'config');
  const text = readFileSync(join(context.dir, 'state', name, PASSWORDS_FILE), 'utf8');
  return (JSON.parse(text) as { kafka_user_passwords: Record<string, string> }).kafka_user_passwords;
}
