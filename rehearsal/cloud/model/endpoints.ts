import { demand, requireRecord } from './errors';
import type { CloudRecord } from './state';
import type { Transaction } from './transaction';
import { text } from './values';

/** The record type of a consumer's endpoint. */
export const ENDPOINT = 'endpoint';

/** Every state of the connection between an endpoint and its service. */
export type ConnectionStatus = 'Pending' | 'Connecting' | 'Connected' | 'Disconnected';

/** The endpoints that asked for a service. */
export function endpointsOf(tx: Transaction, serviceId: string): CloudRecord[] {
  return tx.all(ENDPOINT).filter((endpoint) => endpoint.attributes.service_id === serviceId);
}

/** The endpoint of that id. */
export function requireEndpoint(tx: Transaction, id: string): CloudRecord {
  return requireRecord(tx, ENDPOINT, id, 'EndpointNotFound', 'endpoint_id');
}

/** Lets traffic through an endpoint that waits, or that was cut off. */
export function accept(tx: Transaction, endpoint: CloudRecord, by: string, bandwidth = 3072): CloudRecord {
  const status = text(endpoint.attributes, 'connection_status');
  demand(
    status === 'Pending' || status === 'Disconnected',
    'EndpointConnectionOperationDenied',
    `The connection of endpoint ${endpoint.id} is ${status}, so it cannot be accepted.`,
    'endpoint_id',
  );
  const connecting = moveTo(tx, endpoint, 'Connecting', by);
  return moveTo(tx, tx.patch(connecting, { bandwidth }), 'Connected', by);
}

/** Cuts an endpoint off; it stays and can be accepted again. */
export function disconnect(tx: Transaction, endpoint: CloudRecord, by: string): CloudRecord {
  const status = text(endpoint.attributes, 'connection_status');
  return status === 'Disconnected' ? endpoint : moveTo(tx, endpoint, 'Disconnected', by);
}

function moveTo(tx: Transaction, endpoint: CloudRecord, status: ConnectionStatus, by: string): CloudRecord {
  const next = tx.patch(endpoint, { connection_status: status });
  tx.event(`endpoint.${status.toLowerCase()}`, next, { by, service_id: text(next.attributes, 'service_id') });
  return next;
}
