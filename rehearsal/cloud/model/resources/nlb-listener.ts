import type { Attributes } from '../api';
import { demand, requireQuota, requireRecord } from '../errors';
import type { ResourceHandler } from '../handler';
import { putNew, replaced } from '../handler';
import type { CloudRecord } from '../state';
import type { Transaction } from '../transaction';
import { numeric, text, texts } from '../values';
import { requireServable } from './nlb-server-group';

/** alicloud_nlb_listener */
export const listener: ResourceHandler = {
  noun: 'listener',
  inPlace: [
    'alpn_enabled',
    'alpn_policy',
    'ca_certificate_ids',
    'ca_enabled',
    'certificate_ids',
    'cps',
    'idle_timeout',
    'listener_description',
    'mss',
    'proxy_protocol_config',
    'proxy_protocol_enabled',
    'sec_sensor_enabled',
    'security_policy_id',
    'server_group_id',
    'status',
    'tags',
  ],
  create(tx, planned) {
    const balancer = requireRecord(
      tx,
      'alicloud_nlb_load_balancer',
      text(planned, 'load_balancer_id'),
      'ResourceNotFound.LoadBalancer',
      'load_balancer_id',
    );
    requireForwardable(tx, planned, balancer);
    requireFreePort(tx, planned, balancer);
    const port = numeric(planned, 'listener_port') ?? 0;
    const id = `${tx.newId('lsn', planned)}@${String(port)}`;
    const record = putNew(tx, 'alicloud_nlb_listener', id, planned, {
      idle_timeout: 900,
      region_id: tx.region,
      security_policy_id: planned.listener_protocol === 'TCPSSL' ? 'tls_cipher_policy_1_0' : '',
      status: 'Running',
    });
    if (record.attributes.status === 'Stopped') tx.event('listener.stopped', record);
    return record;
  },
  update(tx, record, planned, changed) {
    const balancer = requireRecord(
      tx,
      'alicloud_nlb_load_balancer',
      text(record.attributes, 'load_balancer_id'),
      'ResourceNotFound.LoadBalancer',
      'load_balancer_id',
    );
    const attributes = replaced(record, planned);
    requireForwardable(tx, attributes, balancer, record.id);
    if (changed.includes('status')) {
      tx.event(attributes.status === 'Stopped' ? 'listener.stopped' : 'listener.started', record);
    }
    return tx.patch(record, attributes);
  },
  remove(tx, record) {
    tx.remove(record);
  },
};

function requireForwardable(tx: Transaction, planned: Attributes, balancer: CloudRecord, own = ''): void {
  const group = requireRecord(
    tx,
    'alicloud_nlb_server_group',
    text(planned, 'server_group_id'),
    'ResourceNotFound.ServerGroup',
    'server_group_id',
  );
  demand(
    group.attributes.vpc_id === balancer.attributes.vpc_id,
    'InvalidParameter.VpcMismatch',
    `Server group ${group.id} and NLB ${balancer.id} are in different VPCs.`,
    'server_group_id',
  );
  const protocol = text(planned, 'listener_protocol');
  requireServable(protocol, group.attributes, group.id);
  demand(
    protocol !== 'TCPSSL' || texts(planned, 'certificate_ids').length > 0,
    'MissingParameter.CertificateIds',
    'A TCPSSL listener needs a certificate.',
    'certificate_ids',
  );
  const users = tx
    .all('alicloud_nlb_listener')
    .filter((other) => other.id !== own && other.attributes.server_group_id === group.id);
  requireQuota(users.length, 50, 'QuotaExceeded.ListenersNum', `listeners of server group ${group.id}`);
}

function requireFreePort(tx: Transaction, planned: Attributes, balancer: CloudRecord): void {
  const listeners = tx
    .all('alicloud_nlb_listener')
    .filter((other) => other.attributes.load_balancer_id === balancer.id);
  requireQuota(listeners.length, 50, 'QuotaExceeded.ListenersNum', `listeners on NLB ${balancer.id}`);
  const port = numeric(planned, 'listener_port') ?? 0;
  demand(
    port > 0 || (numeric(planned, 'start_port') ?? 0) > 0,
    'InvalidParameter.ListenerPort',
    'A listener on port 0 listens on a range, so it needs start_port and end_port.',
    'listener_port',
  );
  // TCP and TCPSSL are both TCP on the wire.
  const transport = (attributes: Attributes) => (attributes.listener_protocol === 'UDP' ? 'UDP' : 'TCP');
  const clashing = listeners.find(
    ({ attributes }) => attributes.listener_port === port && transport(attributes) === transport(planned),
  );
  demand(
    clashing === undefined,
    'ResourceAlreadyExist.Listener',
    `Port ${String(port)} of NLB ${balancer.id} is taken by listener ${clashing?.id ?? ''}.`,
    'listener_port',
  );
}
