import { compareVersions } from '../../domain/version';
import type { ErrorRule } from './rule';

const PATH = ['kafka', 'metadataVersion'];

/** The first release with KRaft for production. */
const OLDEST = '3.3';

/** Brokers read the metadata of their own release and of earlier ones, and what is finalised stays. */
export const metadataVersion: ErrorRule = ({ kafka }, report) => {
  const { metadataVersion: wanted, version } = kafka ?? {};
  if (wanted === undefined || version === undefined) return;
  if (compareVersions(wanted, OLDEST) < 0) {
    report(PATH, `is older than ${OLDEST}, the first that KRaft is ready for production with`, {
      allowed: `${OLDEST} to the release of kafka.version`,
    });
  }
  if (compareVersions(wanted, version) <= 0) return;
  report(PATH, `kafka.version ${version} is older than metadata.version ${wanted} and could not read it`, {
    allowed: 'the release of kafka.version, or an earlier one',
    fix: `set kafka.version to ${wanted} or later; lower kafka.metadataVersion only if it was never applied, since what is finalised is never taken back`,
  });
};

/** The level is finalised over SSH. */
export const metadataVersionReach: ErrorRule = ({ bastion, kafka, rollout }, report) => {
  if (kafka?.metadataVersion === undefined || bastion !== false || rollout?.via !== 'bastion') return;
  report(PATH, 'cannot be finalised: there is no bastion, so nothing reaches the brokers', {
    fix: 'set rollout.via, or remove it',
  });
};
