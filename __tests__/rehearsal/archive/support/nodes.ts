import type { AccessPlan, ExternalListenerPlan } from '../../../../plan/types';
import { authenticationSettings } from '../../../../templates/settings/authentication';

export const NODES = [1, 2, 3];

/** Who a client says that it is; without a mechanism it does not log in. */
export interface Login {
  mechanism?: string;
  user: string;
  password: string;
}

/** How clients log in on the listener LOGIN, and who may do what. */
export interface Access {
  mechanism: ExternalListenerPlan['mechanism'];
  plan: AccessPlan;
}

export const internal = (node: number) => `127.0.0.1:${19090 + node}`;
export const external = (node: number) => `127.0.0.1:${39090 + node}`;
/** What resolves nowhere here, as the names of TiDB Cloud's domain do on a broker's host. */
export const advertised = (node: number) => `b${node}.name.example:${9090 + node}`;

/** Where clients that log in find a node. */
export const loginAt = (node: number) => `127.0.0.1:${39190 + node}`;

/** The same properties with a listener LOGIN. */
export function withLogin(properties: string, node: number, { mechanism, plan }: Access): string {
  const listener = { id: 'login', name: 'LOGIN', mechanism } as ExternalListenerPlan;
  const settings = authenticationSettings({ access: plan, externalListeners: [listener] });
  const own = settings.map(({ key, value }) => `${key}=${value}\n`).join('');
  return (
    properties
      .replace(/^((advertised\.)?listeners=.*)$/gm, `$1,LOGIN://${loginAt(node)}`)
      .replace(/^(listener\.security\.protocol\.map=.*)$/m, '$1,LOGIN:SASL_PLAINTEXT') + own
  );
}

/** What each node is started with. */
export function propertiesOf(node: number, folder: string): string {
  const controller = (id: number) => `127.0.0.1:${29090 + id}`;
  return `process.roles=broker,controller
node.id=${node}
controller.quorum.voters=${NODES.map((id) => `${id}@${controller(id)}`).join(',')}
listeners=INTERNAL://${internal(node)},CONTROLLER://${controller(node)},EXTERNAL://${external(node)}
advertised.listeners=INTERNAL://${internal(node)},EXTERNAL://${advertised(node)}
inter.broker.listener.name=INTERNAL
controller.listener.names=CONTROLLER
listener.security.protocol.map=INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT,EXTERNAL:PLAINTEXT
broker.session.timeout.ms=5000
replica.lag.time.max.ms=5000
log.dirs=${folder}
`;
}
