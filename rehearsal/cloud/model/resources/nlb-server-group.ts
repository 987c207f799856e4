import type { Attributes } from '../api';
import { demand, idsOf, requireQuota, requireRecord } from '../errors';
import type { ResourceHandler } from '../handler';
import { putNew, replaced } from '../handler';
import { blocks, numeric, text } from '../values';

/** What the API sets in a health check that leaves it open (CreateServerGroup). */
const HEALTH_CHECK: Attributes = {
  health_check_enabled: true,
  health_check_type: 'TCP',
  health_check_connect_port: 0,
  health_check_connect_timeout: 5,
  health_check_interval: 10,
  health_check_http_version: 'HTTP1.0',
  healthy_threshold: 2,
  unhealthy_threshold: 2,
};

/** alicloud_nlb_server_group */
export const serverGroup: ResourceHandler = {
  noun: 'server-group',
  inPlace: [
    'connection_drain',
    'connection_drain_enabled',
    'connection_drain_timeout',
    'health_check',
    'preserve_client_ip_enabled',
    'resource_group_id',
    'scheduler',
    'server_group_name',
    'tags',
  ],
  create(tx, planned) {
    requireRecord(tx, 'alicloud_vpc', text(planned, 'vpc_id'), 'ResourceNotFound.Vpc', 'vpc_id');
    const groups = tx.all('alicloud_nlb_server_group');
    requireQuota(
      groups.length,
      3000,
      'QuotaExceeded.ServerGroupsNum',
      `server groups in region ${tx.region}`,
    );
    return putNew(
      tx,
      'alicloud_nlb_server_group',
      tx.newId('sgp', planned),
      withHealthCheck(planned, HEALTH_CHECK),
      {
        address_ip_version: 'Ipv4',
        connection_drain_timeout: 10,
        // The provider's documentation says both; true is what its corrections of 1.243 and 1.244 say.
        preserve_client_ip_enabled: true,
        protocol: 'TCP',
        region_id: tx.region,
        resource_group_id: 'rg-default',
        scheduler: 'Wrr',
        server_group_type: 'Instance',
        status: 'Available',
      },
    );
  },
  update(tx, record, planned) {
    const [current = HEALTH_CHECK] = blocks(record.attributes, 'health_check');
    const next = tx.patch(record, replaced(record, withHealthCheck(planned, current)));
    for (const listener of tx.all('alicloud_nlb_listener')) {
      if (listener.attributes.server_group_id === record.id) {
        requireServable(text(listener.attributes, 'listener_protocol'), next.attributes, record.id);
      }
    }
    return next;
  },
  remove(tx, record) {
    const listeners = tx
      .all('alicloud_nlb_listener')
      .filter((listener) => listener.attributes.server_group_id === record.id);
    demand(
      listeners.length === 0,
      'ResourceInUse.ServerGroup',
      `Server group ${record.id} cannot be deleted while listeners forward to it: ${idsOf(listeners)}.`,
    );
    for (const server of tx.all('alicloud_nlb_server_group_server_attachment')) {
      if (server.attributes.server_group_id !== record.id) continue;
      tx.remove(server);
      tx.event('server.deleted', server, { reason: `deleted with server group ${record.id}` });
    }
    tx.remove(record);
  },
};

/** Refuses a listener protocol that a server group cannot serve. */
export function requireServable(protocol: string, group: Attributes, groupId: string): void {
  const groupProtocol = text(group, 'protocol');
  demand(
    groupProtocol === protocol || (groupProtocol === 'TCP' && protocol === 'TCPSSL'),
    'InvalidParameter.ProtocolMismatch',
    `A ${protocol} listener cannot forward to server group ${groupId}, which speaks ${groupProtocol}.`,
    'server_group_id',
  );
  demand(
    protocol !== 'TCPSSL' || groupProtocol !== 'TCP' || group.preserve_client_ip_enabled !== true,
    'OperationDenied.PreserveClientIp',
    `A TCPSSL listener cannot forward to server group ${groupId} while it preserves client addresses.`,
    'server_group_id',
  );
}

function withHealthCheck(planned: Attributes, usual: Attributes): Attributes {
  const checks = blocks(planned, 'health_check').map((block) => {
    const given = Object.entries(block).filter(([, value]) => value !== null);
    const check = { ...usual, ...Object.fromEntries(given) };
    const interval = numeric(check, 'health_check_interval') ?? 0;
    demand(
      interval >= 5 && interval <= 50,
      'InvalidParameter.HealthCheckInterval',
      `A health check interval is 5 to 50 seconds, not ${String(interval)}.`,
      'health_check',
    );
    return check;
  });
  return { ...planned, health_check: checks };
}
