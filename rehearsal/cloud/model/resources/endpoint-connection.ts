import { accept, disconnect, ENDPOINT, requireEndpoint } from '../endpoints';
import { demand, requireRecord } from '../errors';
import type { ResourceHandler } from '../handler';
import { completeResource } from '../schema';
import type { CloudRecord } from '../state';
import { numeric, text } from '../values';

const TYPE = 'alicloud_privatelink_vpc_endpoint_connection';
const BY = 'terraform';

/**
 * alicloud_privatelink_vpc_endpoint_connection: the acceptance of an endpoint. It has no record of its own, it is
 * what a consumer's endpoint says about its connection; destroying it disconnects the endpoint.
 */
export const endpointConnection: ResourceHandler = {
  stateOnly: ['dry_run'],
  inPlace: ['bandwidth'],
  create(tx, planned) {
    const serviceId = text(planned, 'service_id');
    requireRecord(
      tx,
      'alicloud_privatelink_vpc_endpoint_service',
      serviceId,
      'EndpointServiceNotFound',
      'service_id',
    );
    const endpoint = requireEndpoint(tx, text(planned, 'endpoint_id'));
    demand(
      endpoint.attributes.service_id === serviceId,
      'EndpointConnectionNotFound',
      `Endpoint ${endpoint.id} did not ask for endpoint service ${serviceId}.`,
      'endpoint_id',
    );
    return connectionOf(accept(tx, endpoint, BY, numeric(planned, 'bandwidth')));
  },
  find(tx, id) {
    const [serviceId = '', endpointId = ''] = id.split(':');
    const endpoint = tx.get(ENDPOINT, endpointId);
    return endpoint?.attributes.service_id === serviceId ? connectionOf(endpoint) : undefined;
  },
  update(tx, record, planned) {
    const endpoint = requireEndpoint(tx, text(record.attributes, 'endpoint_id'));
    const bandwidth = planned.bandwidth ?? endpoint.attributes.bandwidth ?? null;
    return connectionOf(tx.patch(endpoint, { bandwidth }));
  },
  remove(tx, record) {
    disconnect(tx, requireEndpoint(tx, text(record.attributes, 'endpoint_id')), BY);
  },
};

function connectionOf(endpoint: CloudRecord): CloudRecord {
  const id = `${text(endpoint.attributes, 'service_id')}:${endpoint.id}`;
  const shown = {
    bandwidth: endpoint.attributes.bandwidth ?? null,
    endpoint_id: endpoint.id,
    service_id: endpoint.attributes.service_id ?? null,
  };
  const answers = { status: endpoint.attributes.connection_status ?? null };
  return {
    type: TYPE,
    id,
    region: endpoint.region,
    attributes: { ...completeResource(TYPE, shown, answers), id },
  };
}
