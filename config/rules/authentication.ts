import { isScram } from '../../domain/mechanisms';
import { isAffected } from '../../domain/known-issues';
import { compareVersions } from '../../domain/version';
import { reachesBrokers } from './operations';
import { entriesOf, type ErrorRule, type WarningRule } from './rule';
import { authenticates } from './authenticates';

const REPLAY = 'CVE-2024-56128';

/** Kafka documentation: KRaft keeps SCRAM credentials from this release, and this metadata.version, on. */
const SCRAM_SINCE = '3.5';

/** SCRAM over a connection that others can read is safe only where Kafka makes each login another one. */
export const scramWithoutTls: ErrorRule = ({ externalListeners, kafka }, report) => {
  const version = kafka?.version;
  if (version === undefined) return;
  for (const [index, { authentication, tls }] of entriesOf(externalListeners)) {
    const { mechanism, allowReplay } = authentication ?? {};
    if (mechanism === undefined || !isScram(mechanism)) continue;
    const path = ['externalListeners', index, 'authentication', 'mechanism'];
    if (compareVersions(version, SCRAM_SINCE) < 0) {
      report(path, `Kafka ${version} keeps no SCRAM users in KRaft mode`, {
        fix: 'set kafka.version to 3.9.1 or later',
      });
    } else if (!tls && allowReplay === false && isAffected(version, REPLAY)) {
      const message = `without TLS, a login that somebody has recorded can be replayed to Kafka ${version} (${REPLAY})`;
      const fix =
        'set kafka.version to 3.7.2, 3.8.1, 3.9.0 or later; give the listener tls; or accept it with allowReplay: true';
      report(path, message, { fix });
    }
  }
};

/** What is finalised stays, and SCRAM users are a later part of the metadata. */
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
 * Where brokers speak PLAINTEXT to each other, the user of every such connection, ANONYMOUS, has to be a super user of the
 * authorizer. Nobody else may get there. With TLS, nobody gets in without a certificate.
 */
export const internalIsClosed: ErrorRule = (config, report) => {
  if (!authenticates(config) || config.kafka?.internalTls === true) return;
  const { profile, internalClients } = config.security ?? {};
  const why = 'and whoever reaches INTERNAL, which has no authentication, may do everything';
  if (profile === 'seed') {
    report(['security', 'profile'], `opens INTERNAL to the whole VPC, ${why}`, {
      allowed: 'least, while a listener has authentication and INTERNAL is PLAINTEXT',
    });
  }
  for (const [index] of entriesOf(internalClients)) {
    report(['security', 'internalClients', index], `opens INTERNAL to clients, ${why}`, {
      fix: 'remove it, and give these clients a listener of their own in externalListeners',
    });
  }
};

/** Users are made, and their passwords delivered, by steps on the hosts. */
export const usersNeedSsh: ErrorRule = (config, report) => {
  if (config.stage === 'link' || reachesBrokers(config)) return;
  for (const [index, { authentication }] of entriesOf(config.externalListeners)) {
    if (authentication === undefined) continue;
    const message = 'needs a way to the brokers by SSH, and there is no bastion: nobody could log in';
    report(['externalListeners', index, 'authentication'], message, { fix: 'set rollout.via' });
  }
};

/** While the old listener stands beside the new one, nothing is protected yet. */
export const openBeside: WarningRule = (config, report) => {
  if (!authenticates(config)) return;
  for (const [index, { name, authentication }] of config.externalListeners.entries()) {
    if (authentication) continue;
    const message = `whoever reaches ${name} may still do everything, since it has no authentication`;
    report(['externalListeners', index], message, { fix: `remove ${name} once its clients have moved` });
  }
};

/** PLAIN is in the list of what TiDB Cloud offers, and no more than that. */
export const plainPasswords: WarningRule = ({ externalListeners }, report) => {
  for (const [index, { authentication, tls }] of externalListeners.entries()) {
    if (authentication?.mechanism !== 'plain' || tls) continue;
    const message = 'plain sends the password itself, and there is no TLS around it';
    report(['externalListeners', index, 'authentication', 'mechanism'], message, {
      fix: 'take scram-sha-512, unless a client knows nothing else; or give the listener tls',
    });
  }
};
