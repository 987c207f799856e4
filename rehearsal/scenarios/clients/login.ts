import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { caFile } from '../secrets/certificates';
import { known, type ScenarioContext } from '../context';
import { REHEARSAL_USER } from '../terraform/rehearsed-file';
import { stateFolder } from '../../../secrets/state-folder';

/** Beside the state, as `npx kafka-link passwords` says. */
export const PASSWORDS_FILE = 'kafka-passwords.auto.tfvars.json';

/** How a client logs in, where it is not as it should be. */
export interface LoginOptions {
  /** Name of an external listener. @default - the first */
  listener?: string;
  user?: string;
  /** @default - as `npx kafka-link passwords` has made it */
  password?: string;
  /** What Kafka calls a mechanism. @default - that of the listener */
  mechanism?: string;
  /** File with the CA to trust, or `false` to speak without TLS. @default - that of the rehearsal where the listener has TLS */
  ca?: string | false;
}

/**
 * Writes a file for Kafka's Java clients by which they log in and speak TLS. Passwords travel in no command line.
 *
 * @returns its path; undefined where clients need neither
 */
export function loginFile(context: ScenarioContext, options: LoginOptions = {}): string | undefined {
  const { externalListeners } = known(context, 'plan');
  const { listener = externalListeners[0]?.name, user = REHEARSAL_USER.name } = options;
  const { mechanism: own, serverName } = externalListeners.find(({ name }) => name === listener) ?? {};
  const { ca = serverName !== undefined && caFile(context) } = options;
  if (own === undefined && ca === false) return undefined;
  const settings = [
    `security.protocol=${own ? 'SASL_' : ''}${ca === false ? 'PLAINTEXT' : 'SSL'}`,
    ...(own ? loginSettings(context, own, user, options) : []),
    ...(ca === false ? [] : trust(ca, serverName)),
  ];
  const file = join(context.dir, `login-${counter++}.properties`);
  writeFileSync(file, `${settings.join('\n')}\n`, { mode: 0o600 });
  return file;
}

function loginSettings(context: ScenarioContext, own: string, user: string, options: LoginOptions): string[] {
  const { password = passwords(context)[user] ?? '', mechanism = own } = options;
  const module = mechanism === 'PLAIN' ? 'plain.PlainLoginModule' : 'scram.ScramLoginModule';
  return [
    `sasl.mechanism=${mechanism}`,
    `sasl.jaas.config=org.apache.kafka.common.security.${module} required username="${user}" password="${password}";`,
  ];
}

/** Kafka's Java clients can only want the name that they connect to; others read in the last line which to want. */
const trust = (ca: string, serverName = ''): string[] => [
  'ssl.truststore.type=PEM',
  `ssl.truststore.location=${ca}`,
  'ssl.endpoint.identification.algorithm=',
  `# server name: ${serverName}`,
];

let counter = 1;

/** Passwords of the rehearsed file's users, by name. */
export function passwords(context: ScenarioContext): Readonly<Record<string, string>> {
  const { name } = known(context, 'config');
  const text = readFileSync(join(stateFolder(name, context.dir), PASSWORDS_FILE), 'utf8');
  return (JSON.parse(text) as { kafka_user_passwords: Record<string, string> }).kafka_user_passwords;
}
