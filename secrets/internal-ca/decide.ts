import { X509Certificate } from 'node:crypto';
import type { InternalHostPlan } from '../../plan/types';
import { issue, newAuthority } from './authority';
import type { Authorities, Variables } from './files';
import { whyWrong } from './host-certificate';
import type { Case } from './refusals';
import { othersThan } from './trusted';
import type { Turn } from './rotation';

/** What to write, and what of it is new. */
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
  /** Whether the CAs that hosts trust have changed. */
  readonly trustChanges: boolean;
}

/** Generates what is missing and what is requested, in a case without refusals. It writes nothing. */
export async function decide({ name, plan, present, turn, now }: Case): Promise<Decision> {
  const before = present.variables ?? { trusted: [], hosts: {} };
  const authorities = await turned(present.authorities, turn, plan.secretsVersion, () =>
    newAuthority(name, now),
  );
  const own = [authorities.issuer, ...(authorities.next ? [authorities.next] : [])];
  const others = turn === 'forget-old-ca' ? [] : othersThan(own, before.trusted);
  const trusted = [...own.map(({ certificate }) => certificate), ...others];
  const kept = plan.hosts.filter((host) => keeps(before.hosts[host.name], host, trusted, turn, now));
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

/** The CAs after this step of a rotation. A new CA issues certificates only when every host trusts it. */
async function turned(
  present: Authorities | undefined,
  turn: Turn | undefined,
  secretsVersion: number,
  make: () => Promise<Authorities['issuer']>,
): Promise<Authorities> {
  if (!present) return { issuer: await make() };
  const { issuer, next } = present;
  if (turn === 'new-ca') return { issuer, next: await make(), turnedAt: secretsVersion };
  if (turn === 'renew' && next) return { issuer: next, turnedAt: secretsVersion };
  return turn === 'forget-old-ca' && !next ? { issuer } : present;
}

function keeps(
  text: string | undefined,
  host: InternalHostPlan,
  trusted: readonly string[],
  turn: Turn | undefined,
  now: Date,
): boolean {
  if (text === undefined || turn === 'renew') return false;
  // Then only the trusted CAs change.
  if (turn === 'new-ca') return true;
  const authorities = trusted.map((pem) => new X509Certificate(pem));
  return whyWrong(text, host, authorities, now) === undefined;
}

const pems = (trusted: readonly string[]): string =>
  trusted
    .map((pem) => pem.trim())
    .sort()
    .join();
