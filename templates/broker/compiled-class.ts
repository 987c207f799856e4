import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NewClusterPlan } from '../../plan/types';
import { PLAIN_USERS, usesPlain } from '../settings/authentication';
import { CERTIFICATE_FILE } from '../settings/tls';

/** A class of this project that Kafka loads; the host's JDK compiles it before Kafka starts. */
export interface CompiledClass {
  /** Name of the shell function that does it. */
  readonly command: string;
  /** What it is, in words. */
  readonly what: string;
  /** Its path on the host. */
  readonly source: string;
  readonly text: string;
  /** Folder into which it is compiled. */
  readonly folder: string;
}

function compiled(command: string, what: string, name: string, folder: string): CompiledClass {
  const file = `${name}.java`;
  const text = readFileSync(join(__dirname, file), 'utf8');
  return { command, what, source: `/etc/kafka/${file}`, text, folder };
}

const LOGIN = compiled(
  'compile_login',
  'the class that Kafka asks for passwords',
  PLAIN_USERS,
  '/opt/kafka-login',
);

const TLS = compiled(
  'compile_tls',
  'the class that Kafka asks for its certificate',
  CERTIFICATE_FILE,
  '/opt/kafka-tls',
);

/** Those that Kafka needs for this plan. */
export const classesOf = ({ access, tls, internalTls }: NewClusterPlan): readonly CompiledClass[] => [
  ...(usesPlain(access) ? [LOGIN] : []),
  ...(tls || internalTls ? [TLS] : []),
];
