import { isScram } from '../../domain/mechanisms';
import { isAffected } from '../../domain/known-issues';
import { compareVersions } from '../../domain/version';
import { reachesBrokers } from './operations';
import { entriesOf, type ErrorRule, type WarningRule } from './rule';
import { authenticates } from './authenticates';

const REPLAY = 'CVE-2024-56128';

/** Kafka documentation: KRaft stores SCRAM credentials from this release, and this metadata.version, on. */
const SCRAM_SINCE = '3.5';

/** SCRAM over a connection that others can read is safe only if Kafka refuses a login that is sent again. */
export const scramWithoutTls: ErrorRule = ({ externalListeners, kafka }, report) => {
  const version = kafka?.version;
  if (version === undefined) return;
  for (const [index, { authentication, tls }] of entriesOf(externalListeners)) {
    const { mechanism, allowReplay } = authentication ?? {};
    if (mechanism === undefined || !isScram(mechanism)) continue;
    const path = ['externalListeners', index, 'authentication', 'mechanism'];
    if (compareVersions(version, SCRAM_SINCE) < 0) {
      report(path, `Kafka ${version} cannot store SCRAM users in KRaft mode`, {
        fix: 'set kafka.version to 3.9.1 or later',
      });
    } else if (!tls && allowReplay === false && isAffected(version, REPLAY)) {
      const message = `without TLS, somebody who records a login can replay it to Kafka ${version} (${REPLAY})`;
      const fix =
        'set kafka.version to 3.7.2, 3.8.1, 3.9.0 or later; or set tls for the listener; or accept the risk with allowReplay: true';
      report(path, message, { fix });
    }
  }
};

/** A finalized metadata.version is never lowered, and older ones cannot store SCRAM users. */
export const scramMetadata: ErrorRule = ({ externalListeners, kafka }, report) => {
  const level = kafka?.metadataVersion;
  if (level === undefined || compareVersions(level, SCRAM_SINCE) >= 0) return;
  const uses = entriesOf(externalListeners).some(([, { authentication }]) =>
    isScram(authentication?.mechanism ?? ''),
  );
  if (uses)
    report(['kafka', 'metadataVersion'], 'is too old for SCRAM users', {
      allowed: `${SCRAM_SINCE} or later`,
    });
};

/**
 * Where brokers speak PLAINTEXT to each other, their user is ANONYMOUS, which has to be a super user of the authorizer.
 * So nobody else may reach INTERNAL. With TLS, nobody connects without a certificate.
 */
export const internalIsClosed: ErrorRule = (config, report) => {
  if (!authenticates(config) || config.kafka?.internalTls === true) return;
  const { profile, internalClients } = config.security ?? {};
  const why = 'and INTERNAL has no authentication: any client there may do everything';
  if (profile === 'wide') {
    report(['security', 'profile'], `opens INTERNAL to the whole VPC, ${why}`, {
      allowed: 'least, when a listener has authentication and INTERNAL is PLAINTEXT',
    });
  }
  for (const [index] of entriesOf(internalClients)) {
    report(['security', 'internalClients', index], `opens INTERNAL to clients, ${why}`, {
      fix: 'remove it, and add a listener for these clients to externalListeners',
    });
  }
};

/** Steps on the hosts, over SSH, create users and deliver their passwords. */
export const usersNeedSsh: ErrorRule = (config, report) => {
  if (config.stage === 'link' || reachesBrokers(config)) return;
  for (const [index, { authentication }] of entriesOf(config.externalListeners)) {
    if (authentication === undefined) continue;
    const message = 'needs SSH to the brokers, and there is no bastion: nobody could log in';
    report(['externalListeners', index, 'authentication'], message, { fix: 'set rollout.via' });
  }
};

/** As long as the old listener exists beside the new one, nothing is protected. */
export const openBeside: WarningRule = (config, report) => {
  if (!authenticates(config)) return;
  for (const [index, { name, authentication }] of config.externalListeners.entries()) {
    if (authentication) continue;
    const message = `any client that reaches ${name} may do everything, since it has no authentication`;
    report(['externalListeners', index], message, { fix: `remove ${name} once its clients have moved` });
  }
};

/** TiDB Cloud offers PLAIN, but it is the weakest of its mechanisms. */
export const plainPasswords: WarningRule = ({ externalListeners }, report) => {
  for (const [index, { authentication, tls }] of externalListeners.entries()) {
    if (authentication?.mechanism !== 'plain' || tls) continue;
    const message = 'plain sends the password itself, and the listener has no TLS to encrypt it';
    report(['externalListeners', index, 'authentication', 'mechanism'], message, {
      fix: 'use scram-sha-512, unless a client supports only plain; or set tls for the listener',
    });
  }
};
