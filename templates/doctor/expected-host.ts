import { createHash } from 'node:crypto';
import type { ArchivePlan, BastionPlan, BrokerPlan, NewClusterPlan } from '../../plan/types';
import { bastionFiles, bastionLaterFiles, bastionService } from '../bastion/bastion-files';
import { brokerRolloutFiles } from '../rollout/broker-rollout';
import { usesPlain } from '../settings/authentication';
import { INTERNAL_KEY_STORE, INTERNAL_TRUST_STORE } from '../settings/internal-tls';
import { KEY_STORE } from '../settings/tls';
import { PASSWORDS_ON_HOST } from '../users/users';

/** What the steps of an apply bring to a host. */
export interface ExpectedHost {
  /** SHA-256 of each file, in hex, by its path. */
  readonly files: Readonly<Record<string, string>>;
  /** Units that are enabled and run. */
  readonly units: readonly string[];
  /** Files with what is delivered apart from the plan. */
  readonly secrets: readonly string[];
  /** What `/opt/kafka/current` and `/opt/java/current` lead to. */
  readonly releases: { readonly kafka: string; readonly java: string };
}

/** @param dataDiskId id of the broker's data disk (`d-…`) */
export function expectedBroker(plan: NewClusterPlan, broker: BrokerPlan, dataDiskId: string): ExpectedHost {
  return {
    files: sums(brokerRolloutFiles(plan, broker, dataDiskId)),
    units: ['kafka-bootstrap.service', 'kafka.service'],
    secrets: [
      ...internalSecrets(plan),
      ...(plan.tls ? [KEY_STORE] : []),
      ...(usesPlain(plan.access) ? [PASSWORDS_ON_HOST] : []),
    ],
    releases: releases(plan),
  };
}

export function expectedBastion(plan: NewClusterPlan, bastion: BastionPlan): ExpectedHost {
  return {
    files: sums([...bastionFiles(plan, bastion), ...bastionLaterFiles(plan)]),
    units: [bastionService(plan)],
    secrets: internalSecrets(plan),
    releases: releases(plan),
  };
}

const internalSecrets = ({ internalTls }: NewClusterPlan): string[] =>
  internalTls ? [INTERNAL_KEY_STORE, INTERNAL_TRUST_STORE] : [];

function sums(files: readonly { readonly path: string; readonly content: string }[]): Record<string, string> {
  return Object.fromEntries(files.map(({ path, content }) => [path, sha256(content)]));
}

/** A text's SHA-256 in hex, as on a host. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const releases = ({ kafka: { archive, jdkArchive } }: NewClusterPlan) => ({
  kafka: releaseOf(archive),
  java: releaseOf(jdkArchive),
});

/** As `release_of` of `templates/lib/archives.sh.hbs` names it. */
function releaseOf({ fileName, sha256: sum }: ArchivePlan): string {
  return `releases/${fileName.replace(/\.t(?!.*\.t).*gz$/, '')}-${sum.slice(0, 8)}`;
}
