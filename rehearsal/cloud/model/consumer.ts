import type { Cloud } from './cloud';
import type { ConnectionStatus } from './endpoints';
import { accept, disconnect, ENDPOINT, requireEndpoint } from './endpoints';
import { demand } from './errors';
import { digest } from './ids';
import { zonesOf } from './regions';
import { resourcesOf } from './resources/endpoint-service-resource';
import { isWhitelisted } from './resources/endpoint-service-user';
import type { CloudRecord } from './state';
import type { Transaction } from './transaction';
import { isRecord, numeric, text } from './values';

/** What a consumer asks for: an endpoint in its own VPC for somebody's service. */
export interface EndpointRequest {
  /** The consumer's account. */
  accountId: string;
  /** `com.aliyuncs.privatelink.<region>.epsrv-…` */
  serviceName: string;
  /** At least one of the service's zones. */
  zones: readonly string[];
  /** The consumer's VPC; one that belongs to the account by default. */
  vpcId?: string;
  /** The endpoint's address in each zone; chosen by default. */
  addresses?: Readonly<Record<string, string>>;
}

/** A consumer's endpoint. */
export interface Endpoint {
  id: string;
  accountId: string;
  vpcId: string;
  serviceId: string;
  serviceName: string;
  status: ConnectionStatus;
  /** Mbit/s. */
  bandwidth: number;
  /** Name that resolves to all of its addresses, in the consumer's VPC. */
  domain: string;
  zones: { zone: string; address: string }[];
}

/** Creates an endpoint; it waits for acceptance unless the service accepts by itself. */
export function connectEndpoint(cloud: Cloud, request: EndpointRequest): Promise<Endpoint> {
  return cloud.transact((tx) => {
    const service = tx
      .all('alicloud_privatelink_vpc_endpoint_service')
      .find(({ attributes }) => attributes.vpc_endpoint_service_name === request.serviceName);
    demand(
      service !== undefined,
      'EndpointServiceNotFound',
      `There is no endpoint service ${request.serviceName} in region ${tx.region}.`,
    );
    demand(
      isWhitelisted(tx, service, request.accountId),
      'EndpointServiceNotAuthorized',
      `Account ${request.accountId} is not on the whitelist of endpoint service ${service.id}.`,
    );
    requireServedZones(tx, service, request.zones);
    const vpcId = request.vpcId ?? `vpc-${digest(`${request.accountId}/vpc`).slice(0, 20)}`;
    const id = tx.newId('ep', { name: request.accountId, vpc_id: vpcId, cidr_block: service.id });
    const count = tx.all(ENDPOINT).length;
    const zones = Object.fromEntries(
      request.zones.map((zone) => [
        zone,
        request.addresses?.[zone] ??
          `10.250.${String(zonesOf(tx.region).indexOf(zone))}.${String(10 + (count % 240))}`,
      ]),
    );
    const endpoint = tx.put({
      type: ENDPOINT,
      id,
      region: tx.region,
      attributes: {
        account_id: request.accountId,
        bandwidth: 3072,
        connection_status: 'Pending',
        domain: `${id}-${digest(id).slice(0, 8)}.${service.id}.${tx.region}.privatelink.aliyuncs.com`,
        service_id: service.id,
        service_name: request.serviceName,
        vpc_id: vpcId,
        zones,
      },
    });
    tx.event('endpoint.created', endpoint, { account_id: request.accountId, service_id: service.id });
    tx.event('endpoint.pending', endpoint, { by: request.accountId, service_id: service.id });
    const automatic = service.attributes.auto_accept_connection === true;
    return describe(automatic ? accept(tx, endpoint, 'auto-accept') : endpoint);
  });
}

/** Accepts an endpoint as the owner of the service does in the console. */
export function acceptEndpoint(cloud: Cloud, endpointId: string): Promise<Endpoint> {
  return cloud.transact((tx) => describe(accept(tx, requireEndpoint(tx, endpointId), 'console')));
}

/** Refuses or cuts off an endpoint as the owner of the service does in the console. */
export function disconnectEndpoint(cloud: Cloud, endpointId: string): Promise<Endpoint> {
  return cloud.transact((tx) => describe(disconnect(tx, requireEndpoint(tx, endpointId), 'console')));
}

/** Deletes an endpoint, as only its consumer can. */
export function deleteEndpoint(cloud: Cloud, endpointId: string): Promise<void> {
  return cloud.transact((tx) => {
    const endpoint = requireEndpoint(tx, endpointId);
    tx.remove(endpoint);
    tx.event('endpoint.deleted', endpoint, { service_id: text(endpoint.attributes, 'service_id') });
  });
}

/** Reads a consumer's endpoint from its record. */
export function describe({ id, attributes }: CloudRecord): Endpoint {
  const zones = isRecord(attributes.zones) ? attributes.zones : {};
  return {
    id,
    accountId: text(attributes, 'account_id'),
    vpcId: text(attributes, 'vpc_id'),
    serviceId: text(attributes, 'service_id'),
    serviceName: text(attributes, 'service_name'),
    status: text(attributes, 'connection_status') as ConnectionStatus,
    bandwidth: numeric(attributes, 'bandwidth') ?? 0,
    domain: text(attributes, 'domain'),
    zones: Object.keys(zones).map((zone) => ({ zone, address: text(zones, zone) })),
  };
}

function requireServedZones(tx: Transaction, service: CloudRecord, zones: readonly string[]): void {
  const served = resourcesOf(tx, service.id).map((resource) => text(resource.attributes, 'zone_id'));
  const missing = zones.filter((zone) => !served.includes(zone));
  demand(
    zones.length > 0 && missing.length === 0,
    'EndpointServiceZoneNotSupported',
    `Endpoint service ${service.id} serves zones ${served.join(', ') || '(none)'}, not ${missing.join(', ') || '(none asked)'}.`,
  );
}
