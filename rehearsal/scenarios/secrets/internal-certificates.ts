import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isController } from '../../../plan/brokers';
import { certificatesIn } from '../../../secrets/pki/pem';
import { builtPlan, known, type ScenarioContext } from '../context';
import { PROGRAMS } from '../clients/java-client';
import type { Changes } from '../terraform/rehearsed-file';
import { stateFolder } from '../../../secrets/state-folder';

/** Beside the state, as `npx kafka-link internal-certificates` says: what Terraform takes, and the CA with its own key. */
export const INTERNAL_FILE = 'kafka-internal.auto.tfvars.json';
export const AUTHORITY_FILE = 'internal-ca.json';

/** What hosts get, as Terraform takes it. */
interface Variables {
  kafka_internal_ca: string;
  /** Private key and certificate, by the host's name. */
  kafka_internal_certificates: Record<string, string>;
}

/** Whom a client trusts, and what it shows. */
export interface Identity {
  readonly ca: string;
  /** Private key and certificate. @default - it shows none */
  readonly own?: string;
}

/** That of a host, as it is made now. */
export function identityOf(context: ScenarioContext, host: string): Identity {
  const { kafka_internal_ca: ca, kafka_internal_certificates: hosts } = variables(context);
  return { ca, own: hosts[host] };
}

/** Fingerprints of the brokers' certificates as they are made now, by ascending node id. */
export function fingerprints(context: ScenarioContext): string[] {
  const { kafka_internal_certificates: hosts } = variables(context);
  return known(context, 'plan').brokers.map(({ name }) => fingerprint(hosts[name] ?? ''));
}

/** Gives a host what is another's, in the file that Terraform takes. */
export function giveTo(context: ScenarioContext, host: string, other: string): void {
  const all = variables(context);
  all.kafka_internal_certificates[host] = all.kafka_internal_certificates[other] ?? '';
  writeFileSync(besideState(context, INTERNAL_FILE), JSON.stringify(all), { mode: 0o600 });
}

/** How to ask for what is served. */
export interface Asking {
  /** Name of the host on which it is asked. */
  readonly from: string;
  readonly listener: 'internal' | 'controller';
  /** @default - that of the host */
  readonly identity?: Identity;
}

/** What somebody on a host is served by each broker or controller: a fingerprint, or why not even an answer. */
export async function servedInside(context: ScenarioContext, asking: Asking): Promise<string[]> {
  const { from, listener, identity = identityOf(context, from) } = asking;
  const { brokers, ports } = builtPlan(context);
  const servers = brokers
    .filter((broker) => listener === 'internal' || isController(broker))
    .map(({ address }) => `${address}:${ports[listener]}`);
  const place = known(context, 'lab').networkOf(from);
  if (!place) throw new Error(`${from} does not run`);
  const command = [process.execPath, join(PROGRAMS, 'internal-served.js'), ...servers];
  const options = { timeoutSec: 60, input: JSON.stringify(identity), check: false };
  const { stdout, stderr } = await place.exec(command, options);
  return (stdout || stderr).trim().split('\n');
}

/** The fields with which everything that is made for hosts is delivered again. */
export function delivering(context: ScenarioContext): Pick<Changes, 'fields'> {
  const version = (builtPlan(context).internalTls?.secretsVersion ?? 0) + 1;
  return { fields: { ...known(context, 'changes').fields, 'kafka.secretsVersion': version } };
}

/** A line of each private key that a file beside the state holds now; none where there is no such file. */
export function keyLines(context: ScenarioContext, file: string): string[] {
  const text = readFileSync(besideState(context, file), 'utf8');
  return [...text.matchAll(/-----BEGIN [A-Z ]*PRIVATE KEY-----\\n([^\\]+)\\n/g)].map(([, line = '']) => line);
}

const fingerprint = (pem: string): string => new X509Certificate(certificatesIn(pem)[0] ?? '').fingerprint256;

const variables = (context: ScenarioContext) =>
  JSON.parse(readFileSync(besideState(context, INTERNAL_FILE), 'utf8')) as Variables;

const besideState = (context: ScenarioContext, file: string): string =>
  join(stateFolder(known(context, 'config').name, context.dir), file);
