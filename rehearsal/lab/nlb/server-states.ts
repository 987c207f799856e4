import type { Balancer } from './balancer';
import { sectionName } from './haproxy-config';
import type { StatRow } from './stats';

/** A server of a listener as the load balancer sees it. */
export interface ServerState {
  balancerId: string;
  /** The listener's. */
  port: number;
  groupName: string;
  /** Address and port. */
  target: string;
  /** Whether new connections go there. */
  up: boolean;
  /** The result of the last check, for example `L4OK`; '' before the first, and where none is made. */
  check: string;
  /** Connections until now. */
  connections: number;
}

/** Joins what the load balancers are with what haproxy says of them. */
export function serverStates(balancers: readonly Balancer[], rows: readonly StatRow[]): ServerState[] {
  return balancers.flatMap((balancer) =>
    balancer.listeners.flatMap((listener) =>
      listener.servers.map((server): ServerState => {
        const section = sectionName(listener);
        const row = rows.find(({ pxname, svname }) => pxname === section && svname === server.name) ?? {};
        return {
          balancerId: balancer.id,
          port: listener.port,
          groupName: listener.groupName,
          target: `${server.address}:${String(server.port)}`,
          up: /^(UP|no check)/.test(row.status ?? ''),
          check: row.check_status ?? '',
          connections: Number(row.stot ?? 0),
        };
      }),
    ),
  );
}
