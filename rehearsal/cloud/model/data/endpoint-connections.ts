import { endpointsOf } from '../endpoints';
import type { DataHandler } from '../handler';
import { digest } from '../ids';
import { numeric, text } from '../values';

/** data.alicloud_privatelink_vpc_endpoint_connections: every endpoint that asked for a service, accepted or not. */
export const endpointConnections: DataHandler = (tx, config) => {
  const serviceId = text(config, 'service_id');
  const owner = numeric(config, 'endpoint_owner_id');
  const found = endpointsOf(tx, serviceId).filter(
    ({ id, attributes }) =>
      [id, ''].includes(text(config, 'endpoint_id')) &&
      [attributes.connection_status, ''].includes(text(config, 'status')) &&
      (owner === undefined || Number(attributes.account_id) === owner),
  );
  const ids = found.map(({ id }) => `${serviceId}:${id}`);
  return {
    id: digest(ids.join()).slice(0, 10),
    ids,
    connections: found.map(({ id, attributes }) => ({
      id: `${serviceId}:${id}`,
      bandwidth: attributes.bandwidth ?? null,
      endpoint_id: id,
      status: attributes.connection_status ?? null,
    })),
  };
};
