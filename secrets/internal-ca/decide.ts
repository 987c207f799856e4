import { X509Certificate } from 'node:crypto';
import type { InternalHostPlan } from '../../plan/types';
import { issue, newAuthority } from './authority';
import type { Authorities, Variables } from './files';
import { whyWrong } from './host-certificate';
import type { Case } from './refusals';
import { othersThan } from './trusted';
import type { RotationStep } from './rotation';

/** What to write, and what changes. */
export interface Decision {
  readonly authorities: Authorities;
  readonly variables: Variables;
  /** Whether there was no CA. */
  readonly first: boolean;
  /** Hosts that get their first certificate. */
  readonly added: readonly string[];
  /** Hosts that get another certificate. */
  readonly replaced: readonly string[];
  readonly kept: readonly string[];
  /** Hosts that are no longer in the deployment. */
  readonly dropped: readonly string[];
  /** Whether the CAs that hosts trust change. */
  readonly trustChanges: boolean;
}

/** Makes missing certificates and those of the requested step; call it only without refusals. Writes nothing. */
export async function decide({ name, plan, present, step, now }: Case): Promise<Decision> {
  const before = present.variables ?? { trusted: [], hosts: {} };
  const authorities = await authoritiesAfter(present.authorities, step, plan.secretsVersion, () =>
    newAuthority(name, now),
  );
  const own = [authorities.issuer, ...(authorities.next ? [authorities.next] : [])];
  const others = step === 'forget-old-ca' ? [] : othersThan(own, before.trusted);
  const trusted = [...own.map(({ certificate }) => certificate), ...others];
  const kept = plan.hosts.filter((host) => keeps(before.hosts[host.name], host, trusted, step, now));
  const hosts: Record<string, string> = {};
  for (const host of plan.hosts) {
    const present = before.hosts[host.name];
    hosts[host.name] =
      present !== undefined && kept.includes(host) ? present : await issue(authorities.issuer, host, now);
  }
  const made = plan.hosts.filter((host) => !kept.includes(host)).map((host) => host.name);
  return {
    authorities,
    variables: { trusted, hosts },
    first: present.authorities === undefined,
    added: made.filter((host) => before.hosts[host] === undefined),
    replaced: made.filter((host) => before.hosts[host] !== undefined),
    kept: kept.map((host) => host.name),
    dropped: Object.keys(before.hosts).filter((host) => hosts[host] === undefined),
    trustChanges: pems(trusted) !== pems(before.trusted),
  };
}

/** The CAs after the step. A new one issues only once every host trusts it. */
async function authoritiesAfter(
  present: Authorities | undefined,
  step: RotationStep | undefined,
  secretsVersion: number,
  make: () => Promise<Authorities['issuer']>,
): Promise<Authorities> {
  if (!present) return { issuer: await make() };
  const { issuer, next } = present;
  if (step === 'new-ca') return { issuer, next: await make(), turnedAt: secretsVersion };
  if (step === 'renew' && next) return { issuer: next, turnedAt: secretsVersion };
  return step === 'forget-old-ca' && !next ? { issuer } : present;
}

function keeps(
  text: string | undefined,
  host: InternalHostPlan,
  trusted: readonly string[],
  step: RotationStep | undefined,
  now: Date,
): boolean {
  if (text === undefined || step === 'renew') return false;
  // This step changes trust alone.
  if (step === 'new-ca') return true;
  const authorities = trusted.map((pem) => new X509Certificate(pem));
  return whyWrong(text, host, authorities, now) === undefined;
}

const pems = (trusted: readonly string[]): string =>
  trusted
    .map((pem) => pem.trim())
    .sort()
    .join();
