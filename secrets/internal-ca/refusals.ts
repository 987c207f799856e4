import { X509Certificate } from 'node:crypto';
import type { InternalTlsPlan } from '../../plan/types';
import { certificatesIn } from '../pki/pem';
import { authoritiesFile, type Authorities, type Present, type Variables, variablesFile } from './files';
import { issued, whyWrong } from './host-certificate';
import { othersThan } from './trusted';
import type { RotationStep } from './rotation';

/** A deployment, the files beside its state, and the requested step. */
export interface Case {
  readonly name: string;
  readonly plan: InternalTlsPlan;
  readonly present: Present;
  readonly step?: RotationStep;
  readonly now: Date;
}

/** Why nothing may be written, one reason per line; empty when something may. */
export function refusals({ name, plan, present, step, now }: Case): string[] {
  const { authorities, variables, problems } = present;
  if (problems.length > 0) return [...problems];
  if (!authorities) return variables ? foreign(name, plan, variables, now, step) : [];
  return [
    ...(step === 'new-ca' ? secondRotation(name, authorities, variables) : []),
    ...(step === 'renew' && authorities.next ? tooEarly(name, plan, authorities, 'trusts the new CA') : []),
    ...(step === 'forget-old-ca' ? stillNeeded(name, plan, authorities, variables) : []),
    ...ended(name, authorities, now),
  ];
}

/** The CA has expired: no host is trusted any more, and there is nothing to rotate. */
function ended(name: string, { issuer }: Authorities, now: Date): string[] {
  const { validTo } = new X509Certificate(issuer.certificate);
  if (now <= new Date(validTo)) return [];
  return [
    `${authoritiesFile(name)}: the CA expired at ${validTo}: remove this file and ${variablesFile(name)}, ` +
      'run this again, raise kafka.secretsVersion, synthesize and apply',
  ];
}

/** Certificates of a CA with another owner are left alone while they are valid. */
function foreign(
  name: string,
  { hosts }: InternalTlsPlan,
  variables: Variables,
  now: Date,
  step: RotationStep | undefined,
): string[] {
  const trusted = variables.trusted.map((pem) => new X509Certificate(pem));
  const wrong = hosts.flatMap((host) => {
    const text = variables.hosts[host.name];
    if (text === undefined) return [`${variablesFile(name)}: ${host.name} has no certificate`];
    const why = whyWrong(text, host, trusted, now);
    return why === undefined ? [] : [`${variablesFile(name)}: the certificate of ${host.name}: ${why}`];
  });
  if (wrong.length === 0 && step === undefined) return [];
  return [
    `${variablesFile(name)} has certificates of a CA whose key is not here (there is no ${authoritiesFile(name)}): ` +
      'this command does not change them; issue others where the key is',
    ...wrong,
  ];
}

function secondRotation(
  name: string,
  { issuer, next }: Authorities,
  variables: Variables | undefined,
): string[] {
  if (next) {
    return [`${name}: there is a new CA that has issued nothing yet: apply, then use --renew`];
  }
  if (othersThan([issuer], variables?.trusted ?? []).length === 0) return [];
  return [`${name}: hosts still trust an old CA: use --forget-old-ca first`];
}

/** Hosts must have the result of the last step before the next one; an apply delivers it only with another version. */
function tooEarly(name: string, plan: InternalTlsPlan, { turnedAt }: Authorities, what: string): string[] {
  if (turnedAt !== plan.secretsVersion) return [];
  return [
    `${name}: kafka.secretsVersion is still ${turnedAt}, as at the last step: raise it, synthesize and apply, so that every host ${what}`,
  ];
}

function stillNeeded(
  name: string,
  plan: InternalTlsPlan,
  authorities: Authorities,
  variables: Variables | undefined,
): string[] {
  const { issuer, next } = authorities;
  if (next) return [`${name}: the new CA has issued nothing yet: use --renew and apply first`];
  if (!variables || othersThan([issuer], variables.trusted).length === 0) return [];
  const authority = new X509Certificate(issuer.certificate);
  const old = plan.hosts
    .map((host) => host.name)
    .filter((host) => {
      const [own] = certificatesIn(variables.hosts[host] ?? '');
      return own !== undefined && !issued(authority, new X509Certificate(own));
    });
  if (old.length > 0) {
    return [
      `${name}: the old CA has issued the certificates of ${old.join(', ')}: use --renew and apply first`,
    ];
  }
  return tooEarly(name, plan, authorities, 'has a certificate of the new CA');
}
