import type { Attributes } from '../api';
import { disconnect, endpointsOf } from '../endpoints';
import { demand, idsOf, requireQuota } from '../errors';
import type { ResourceHandler } from '../handler';
import { putNew, replaced } from '../handler';
import type { CloudRecord } from '../state';
import type { Transaction } from '../transaction';
import { blocks, isSet, text } from '../values';
import { addResource, resourcesOf } from './endpoint-service-resource';

/** alicloud_privatelink_vpc_endpoint_service */
export const endpointService: ResourceHandler = {
  noun: 'endpoint-service',
  // For NLB the API does not return the bandwidth, so the state keeps what the configuration says.
  stateOnly: ['connect_bandwidth', 'dry_run'],
  inPlace: [
    'address_ip_version',
    'auto_accept_connection',
    'resource',
    'resource_group_id',
    'service_description',
    'service_support_ipv6',
    'supported_region_list',
    'tags',
    'zone_affinity_enabled',
  ],
  create(tx, planned) {
    demand(
      tx.meta.account.privateLinkOpened,
      'PrivateLinkNotOpened',
      'PrivateLink is not opened for this account; open it in the console or by data.alicloud_privatelink_service with enable = "On".',
    );
    const services = tx.all('alicloud_privatelink_vpc_endpoint_service');
    requireQuota(services.length, 200, 'QuotaExceeded.EndpointService', 'endpoint services of this account');
    const id = tx.newId('epsrv', planned);
    const record = putNew(tx, 'alicloud_privatelink_vpc_endpoint_service', id, planned, {
      address_ip_version: 'IPv4',
      create_time: tx.now(),
      payer: 'Endpoint',
      region_id: tx.region,
      resource_group_id: 'rg-default',
      service_business_status: 'Normal',
      service_domain: `${id}.${tx.region}.privatelink.aliyuncs.com`,
      service_resource_type: 'slb',
      status: 'Active',
      vpc_endpoint_service_name: `com.aliyuncs.privatelink.${tx.region}.${id}`,
    });
    addInline(tx, record, planned);
    return record;
  },
  update(tx, record, planned, changed) {
    const next = tx.patch(record, replaced(record, planned));
    if (changed.includes('resource')) {
      const kept = blocks(planned, 'resource').map((block) => block.resource_id);
      const named = blocks(record.attributes, 'resource').map((block) => block.resource_id);
      for (const resource of resourcesOf(tx, record.id)) {
        const id = resource.attributes.resource_id ?? null;
        if (named.includes(id) && !kept.includes(id)) tx.remove(resource);
      }
      addInline(tx, next, planned);
    }
    return next;
  },
  remove(tx, record) {
    const endpoints = endpointsOf(tx, record.id);
    const connected = endpoints.filter((endpoint) => endpoint.attributes.connection_status === 'Connected');
    demand(
      connected.length === 0,
      'EndpointServiceConnectionDependence',
      `Endpoint service ${record.id} cannot be deleted while endpoints are connected: ${idsOf(connected)}.`,
    );
    const inline = blocks(record.attributes, 'resource').map((block) => block.resource_id ?? null);
    const resources = resourcesOf(tx, record.id);
    const foreign = resources.filter(({ attributes }) => !inline.includes(attributes.resource_id ?? null));
    demand(
      foreign.length === 0,
      'EndpointServiceResourceDependence',
      `Endpoint service ${record.id} cannot be deleted while it has resources: ${idsOf(foreign)}.`,
    );
    for (const resource of resources) tx.remove(resource);
    for (const user of tx.all('alicloud_privatelink_vpc_endpoint_service_user')) {
      if (user.attributes.service_id === record.id) tx.remove(user);
    }
    for (const endpoint of endpoints) disconnect(tx, endpoint, 'deletion of the service');
    tx.remove(record);
  },
};

/**
 * Adds the resources of the service's own blocks. The provider tells those blocks apart by `resource_id` and
 * `resource_type` alone, so of one NLB in three zones only one zone remains.
 */
function addInline(tx: Transaction, service: CloudRecord, planned: Attributes): void {
  const distinct = new Map(
    blocks(planned, 'resource').map((block) => [
      `${text(block, 'resource_id')}|${text(block, 'resource_type')}`,
      block,
    ]),
  );
  const present = resourcesOf(tx, service.id).map((resource) => resource.attributes.resource_id ?? null);
  for (const block of distinct.values()) {
    if (isSet(block.resource_id) && !present.includes(block.resource_id ?? null)) {
      addResource(tx, { ...block, service_id: service.id });
    }
  }
}
