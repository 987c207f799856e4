import { compareVersions } from '../../domain/version';
import type { ErrorRule } from './rule';

const PATH = ['kafka', 'metadataVersion'];

/** The first release whose KRaft mode is ready for production. */
const OLDEST = '3.3';

/** Brokers read the metadata of their own release and of earlier ones; a finalized level is never lowered. */
export const metadataVersion: ErrorRule = ({ kafka }, report) => {
  const { metadataVersion: wanted, version } = kafka ?? {};
  if (wanted === undefined || version === undefined) return;
  if (compareVersions(wanted, OLDEST) < 0) {
    report(PATH, `is older than ${OLDEST}, the first whose KRaft mode is ready for production`, {
      allowed: `${OLDEST} to the release of kafka.version`,
    });
  }
  if (compareVersions(wanted, version) <= 0) return;
  report(PATH, `is newer than kafka.version ${version}, which could not read metadata.version ${wanted}`, {
    allowed: 'the release of kafka.version, or an earlier one',
    fix: `set kafka.version to ${wanted} or later; lower kafka.metadataVersion only if it was never applied, since a finalized level is never lowered`,
  });
};

/** The rollout finalizes the level over SSH. */
export const metadataVersionReach: ErrorRule = ({ bastion, kafka, rollout }, report) => {
  if (kafka?.metadataVersion === undefined || bastion !== false || rollout?.via !== 'bastion') return;
  report(PATH, 'cannot be finalized: it needs SSH to the brokers, and there is no bastion', {
    fix: 'set rollout.via, or remove it',
  });
};
