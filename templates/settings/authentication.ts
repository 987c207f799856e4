import { isScram } from '../../domain/mechanisms';
import type { AccessPlan, ClusterPlan, ExternalListenerPlan } from '../../plan/types';
import type { Setting } from './setting';

/** The class that brokers ask for passwords of PLAIN; compiled on the host. */
export const PLAIN_USERS = 'PlainUsers';

/** How clients log in on listeners that ask, and who may do what. */
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
 * The brokers themselves must be allowed everything. Where INTERNAL and CONTROLLER do not ask, they are ANONYMOUS; only
 * brokers and bastion reach them. So are clients of an external listener that does not ask: it stays as open as it was.
 */
function superUsers({
  externalListeners,
  internalTls,
}: Pick<ClusterPlan, 'externalListeners' | 'internalTls'>): string[] {
  const unknown = !internalTls || externalListeners.some(({ mechanism }) => mechanism === undefined);
  return [...(internalTls ? [`User:${INTERNAL_USER}`] : []), ...(unknown ? ['User:ANONYMOUS'] : [])];
}

/** Whether any listener takes passwords as they are. */
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

/** Kafka's name for everyone with a certificate of the private CA. No user of the file can have it: of those each begins with a letter or digit. */
export const INTERNAL_USER = '_internal';
