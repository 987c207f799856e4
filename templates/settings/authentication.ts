import { isScram } from '../../domain/mechanisms';
import type { AccessPlan, ClusterPlan, ExternalListenerPlan } from '../../plan/types';
import type { Setting } from './setting';

/** The class by which brokers verify passwords of PLAIN; compiled on the host. */
export const PLAIN_USERS = 'PlainUsers';

/** Settings for logins on the external listeners, and for the authorizer. */
export function authenticationSettings(
  plan: Pick<ClusterPlan, 'access' | 'externalListeners' | 'internalTls'>,
): Setting[] {
  const { access, externalListeners } = plan;
  if (!access) return [];
  return [
    ...[...externalListeners].sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap(listenerSettings),
    { key: 'authorizer.class.name', value: 'org.apache.kafka.metadata.authorizer.StandardAuthorizer' },
    { key: 'super.users', value: superUsers(plan).join(';') },
    { key: 'allow.everyone.if.no.acl.found', value: 'false' },
  ];
}

/**
 * The brokers must be allowed everything. Where INTERNAL and CONTROLLER have no authentication, brokers are ANONYMOUS;
 * only brokers and bastion can connect there. Clients of an external listener without a login are ANONYMOUS as well: it
 * stays as open as it was.
 */
function superUsers({
  externalListeners,
  internalTls,
}: Pick<ClusterPlan, 'externalListeners' | 'internalTls'>): string[] {
  const unknown = !internalTls || externalListeners.some(({ mechanism }) => mechanism === undefined);
  return [...(internalTls ? [`User:${INTERNAL_USER}`] : []), ...(unknown ? ['User:ANONYMOUS'] : [])];
}

/** Whether any listener uses PLAIN. */
export const usesPlain = (access: AccessPlan | undefined): boolean =>
  access?.mechanisms.includes('PLAIN') ?? false;

/** Kafka wants the names of listener and mechanism in lower case here. */
function listenerSettings({ id, mechanism }: ExternalListenerPlan): Setting[] {
  if (!mechanism) return [];
  const listener = `listener.name.${id}`;
  const own = `${listener}.${mechanism.toLowerCase()}`;
  const common = { key: `${listener}.sasl.enabled.mechanisms`, value: mechanism };
  return isScram(mechanism)
    ? [common, { key: `${own}.sasl.jaas.config`, value: login('scram.ScramLoginModule') }]
    : [
        common,
        { key: `${own}.sasl.jaas.config`, value: login('plain.PlainLoginModule') },
        { key: `${own}.sasl.server.callback.handler.class`, value: PLAIN_USERS },
      ];
}

const login = (module: string): string => `org.apache.kafka.common.security.${module} required;`;

/**
 * Kafka's principal for every host with a certificate from the private CA. Users of the file begin with a letter or
 * digit.
 */
export const INTERNAL_USER = '_internal';
