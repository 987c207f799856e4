import type { Attributes } from '../api';
import { endpointsOf } from '../endpoints';
import { demand, idsOf, requireQuota, requireRecord } from '../errors';
import type { ResourceHandler } from '../handler';
import { putNew } from '../handler';
import type { CloudRecord } from '../state';
import type { Transaction } from '../transaction';
import { blocks, isRecord, text } from '../values';

const TYPE = 'alicloud_privatelink_vpc_endpoint_service_resource';

/** alicloud_privatelink_vpc_endpoint_service_resource: a load balancer of a service, in one zone. */
export const endpointServiceResource: ResourceHandler = {
  noun: 'endpoint-service-resource',
  stateOnly: ['dry_run'],
  inPlace: [],
  create: addResource,
  find(tx, id) {
    const [, , zone] = id.split(':');
    // Without a zone the provider compares the id's empty zone with the API's and finds nothing.
    return zone === '' ? undefined : tx.get(TYPE, id);
  },
  remove(tx, record) {
    const zone = text(record.attributes, 'zone_id');
    const users = endpointsOf(tx, text(record.attributes, 'service_id')).filter(
      ({ attributes }) =>
        attributes.connection_status === 'Connected' &&
        isRecord(attributes.zones) &&
        attributes.zones[zone] !== undefined,
    );
    demand(
      users.length === 0,
      'EndpointServiceConnectionDependence',
      `Resource ${record.id} cannot be removed while endpoints are connected in its zone: ${idsOf(users)}.`,
    );
    tx.remove(record);
  },
};

/** The resources of a service. */
export function resourcesOf(tx: Transaction, serviceId: string): CloudRecord[] {
  return tx.all(TYPE).filter((resource) => resource.attributes.service_id === serviceId);
}

/** Puts a load balancer behind a service. */
export function addResource(tx: Transaction, planned: Attributes): CloudRecord {
  const service = requireRecord(
    tx,
    'alicloud_privatelink_vpc_endpoint_service',
    text(planned, 'service_id'),
    'EndpointServiceNotFound',
    'service_id',
  );
  const kind = text(planned, 'resource_type');
  demand(
    kind === service.attributes.service_resource_type,
    'InvalidResourceType.Mismatch',
    `Endpoint service ${service.id} takes resources of type ${text(service.attributes, 'service_resource_type')}, not ${kind}.`,
    'resource_type',
  );
  const zone = text(planned, 'zone_id');
  if (kind === 'nlb') requireServedZone(tx, text(planned, 'resource_id'), zone);
  const id = `${service.id}:${text(planned, 'resource_id')}${kind === 'slb' ? '' : `:${zone}`}`;
  demand(
    tx.get(TYPE, id) === undefined,
    'EndpointServiceResourceAlreadyExist',
    `Resource ${id} is in the endpoint service already.`,
    'resource_id',
  );
  const siblings = resourcesOf(tx, service.id);
  requireQuota(siblings.length, 500, 'QuotaExceeded.ServiceResource', `resources of service ${service.id}`);
  const inZone = siblings.filter((other) => other.attributes.zone_id === zone);
  requireQuota(
    inZone.length,
    100,
    'QuotaExceeded.ServiceResource',
    `resources of service ${service.id} in zone ${zone}`,
  );
  return putNew(tx, TYPE, id, planned, { region_id: tx.region });
}

function requireServedZone(tx: Transaction, balancerId: string, zone: string): void {
  const balancer = requireRecord(
    tx,
    'alicloud_nlb_load_balancer',
    balancerId,
    'ResourceNotFound.LoadBalancer',
    'resource_id',
  );
  const zones = blocks(balancer.attributes, 'zone_mappings').map((mapping) => mapping.zone_id);
  demand(
    zone === '' || zones.includes(zone),
    'InvalidZoneId.NotMatch',
    `NLB ${balancerId} is not in zone ${zone}; its zones are ${zones.join(', ')}.`,
    'zone_id',
  );
}
