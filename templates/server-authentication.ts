import { isScram } from '../plan/mechanisms';
import type { AccessPlan, ClusterPlan, ExternalListenerPlan } from '../plan/types';

/** A line of `server.properties`. */
export interface Setting {
  readonly key: string;
  readonly value: string;
}

/** The class that brokers ask for passwords of PLAIN; compiled on the host. */
export const PLAIN_USERS = 'PlainUsers';

/**
 * How clients log in on listeners that ask, and who may do what. INTERNAL and CONTROLLER do not ask, so the brokers
 * themselves are ANONYMOUS there and must be allowed everything; only brokers and bastion reach them.
 */
export function authenticationSettings({
  access,
  externalListeners,
}: Pick<ClusterPlan, 'access' | 'externalListeners'>): Setting[] {
  if (!access) return [];
  return [
    ...[...externalListeners].sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap(listenerSettings),
    { key: 'authorizer.class.name', value: 'org.apache.kafka.metadata.authorizer.StandardAuthorizer' },
    { key: 'super.users', value: 'User:ANONYMOUS' },
    { key: 'allow.everyone.if.no.acl.found', value: 'false' },
  ];
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
