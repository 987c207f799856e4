import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Authority } from './authority';
import { known, rehearsedFile, type ScenarioContext } from '../context';
import { PROGRAMS } from '../clients/java-client';
import { terraformOf } from '../steps/build';
import { stateFolder } from '../../../secrets/state-folder';

/** Beside the state, as `npx kafka-link certificate` says. */
export const CERTIFICATE_FILE = 'kafka-tls.auto.tfvars.json';

/** The file with what clients of a rehearsal trust, which stands for the public CAs. */
export const caFile = ({ dir }: ScenarioContext): string => join(dir, 'public-ca.pem');

/** A CA that clients trust from now on. */
export async function publicAuthority(context: ScenarioContext): Promise<Authority> {
  const authority = await Authority.create('Public');
  writeFileSync(caFile(context), authority.root);
  return authority;
}

/** A certificate for the name that the file gives, taken over as an operator does. @returns its fingerprint */
export async function takeOver(context: ScenarioContext, authority: Authority): Promise<string> {
  const { chain, key } = await authority.issue([serverName(context)]);
  const files = { certificate: join(context.dir, 'fullchain.pem'), key: join(context.dir, 'privkey.pem') };
  writeFileSync(files.certificate, chain);
  writeFileSync(files.key, key, { mode: 0o600 });
  await terraformOf(context).takeOverCertificate(rehearsedFile(context), files);
  return new X509Certificate(chain).fingerprint256;
}

/** Name that clients want of the first listener. */
export function serverName(context: ScenarioContext): string {
  const [first] = known(context, 'plan').externalListeners;
  if (first?.serverName === undefined) throw new Error('the first listener has no TLS');
  return first.serverName;
}

/** What a client on TiDB Cloud's side is served by each broker: a fingerprint, or why it refuses that. */
export async function served(
  context: ScenarioContext,
  name = serverName(context),
  trusted = caFile(context),
) {
  const { brokers, uniqueName } = known(context, 'plan');
  const servers = brokers.map(({ externals: [{ host, port }] }) => {
    return `${host.replaceAll(uniqueName, known(context, 'uniqueName'))}:${port}`;
  });
  const command = [process.execPath, join(PROGRAMS, 'served.js'), trusted, name, ...servers];
  const { stdout } = await known(context, 'lab').tidbHost.exec(command, { timeoutSec: 60, check: false });
  return stdout.trim().split('\n');
}

/** A line of the private key that is taken over now; undefined where there is none. */
export function keyLine(context: ScenarioContext): string | undefined {
  const file = join(stateFolder(known(context, 'config').name, context.dir), CERTIFICATE_FILE);
  const { kafka_tls_key: key } = JSON.parse(readFileSync(file, 'utf8')) as { kafka_tls_key: string };
  return key.split('\n')[1];
}
