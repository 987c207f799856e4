import type { Attributes } from '../api';
import { demand, requireQuota, requireRecord } from '../errors';
import type { ResourceHandler } from '../handler';
import { putNew, replaced } from '../handler';
import { parseAddress } from '../network';
import type { CloudRecord } from '../state';
import type { Transaction } from '../transaction';
import { flag, numeric, text } from '../values';

const TYPE = 'alicloud_nlb_server_group_server_attachment';

/**
 * alicloud_nlb_server_group_server_attachment: a server of a group. It stays unchanged when its instance is
 * released or gets another address, since NLB does not follow instances.
 */
export const serverAttachment: ResourceHandler = {
  noun: 'server',
  inPlace: ['description', 'weight'],
  create(tx, planned) {
    const group = requireRecord(
      tx,
      'alicloud_nlb_server_group',
      text(planned, 'server_group_id'),
      'ResourceNotFound.ServerGroup',
      'server_group_id',
    );
    const target = targetOf(tx, planned, group);
    requirePort(planned, group);
    requireWeight(planned);
    const port = numeric(planned, 'port') ?? 0;
    const serverType = text(planned, 'server_type');
    const id = [group.id, text(planned, 'server_id'), target.ip, serverType, String(port)].join('_');
    demand(
      tx.get(TYPE, id) === undefined,
      'ResourceAlreadyExist.BackendServer',
      `Server ${text(planned, 'server_id')} with port ${String(port)} is in server group ${group.id} already.`,
      'server_id',
    );
    const all = tx.all(TYPE);
    const here = all.filter((server) => server.attributes.server_group_id === group.id);
    requireQuota(here.length, 400, 'QuotaExceeded.ServersNum', `servers in server group ${group.id}`);
    const same = all.filter((server) => server.attributes.server_id === planned.server_id);
    requireQuota(
      same.length,
      200,
      'QuotaExceeded.ServerAddedNum',
      `memberships of server ${text(planned, 'server_id')} in server groups`,
    );
    return putNew(tx, TYPE, id, planned, {
      port,
      server_ip: target.ip,
      status: 'Available',
      weight: 100,
      zone_id: target.zone,
    });
  },
  update(tx, record, planned) {
    requireWeight(planned);
    return tx.patch(record, replaced(record, planned));
  },
  remove(tx, record) {
    tx.remove(record);
  },
};

/** The address that traffic will go to, after checking that it is the server's. */
function targetOf(tx: Transaction, planned: Attributes, group: CloudRecord): { ip: string; zone: string } {
  const kind = text(planned, 'server_type');
  const id = text(planned, 'server_id');
  const ip = text(planned, 'server_ip');
  const wanted = group.attributes.server_group_type === 'Ip' ? ['Ip'] : ['Ecs', 'Eni', 'Eci'];
  demand(
    wanted.includes(kind),
    'InvalidParameter.ServerType',
    `Server group ${group.id} takes servers of type ${wanted.join(', ')}, not ${kind}.`,
    'server_type',
  );
  if (kind === 'Ip' || kind === 'Eci') {
    const address = kind === 'Ip' ? id : ip;
    demand(
      parseAddress(address) !== undefined && (ip === '' || ip === address),
      'InvalidParameter.ServerIp',
      `Server ${id} has the address ${address || '(none)'}, not ${ip || '(none)'}.`,
      'server_ip',
    );
    return { ip: address, zone: '' };
  }
  const owner = kind === 'Eni' ? ownerOf(tx, id) : id;
  const instance = requireRecord(
    tx,
    'alicloud_instance',
    owner,
    'ResourceNotFound.BackendServer',
    'server_id',
  );
  demand(
    instance.attributes.vpc_id === group.attributes.vpc_id,
    'InvalidParameter.VpcMismatch',
    `Server ${id} and server group ${group.id} are in different VPCs.`,
    'server_id',
  );
  const own = text(instance.attributes, 'private_ip');
  demand(
    ip === '' || ip === own,
    'InvalidParameter.ServerIp',
    `Server ${id} has the address ${own}, not ${ip}.`,
    'server_ip',
  );
  return { ip: own, zone: text(instance.attributes, 'availability_zone') };
}

/** The instance with that primary network interface; no others are simulated. */
function ownerOf(tx: Transaction, interfaceId: string): string {
  const owner = tx
    .all('alicloud_instance')
    .find((instance) => instance.attributes.network_interface_id === interfaceId);
  return owner?.id ?? interfaceId;
}

function requirePort(planned: Attributes, group: CloudRecord): void {
  const port = numeric(planned, 'port') ?? 0;
  const smallest = flag(group.attributes, 'any_port_enabled') ? 0 : 1;
  demand(
    port >= smallest && port <= 65535,
    'InvalidParameter.Port',
    `A server of group ${group.id} needs a port from ${String(smallest)} to 65535, not ${String(port)}.`,
    'port',
  );
}

function requireWeight(planned: Attributes): void {
  const weight = numeric(planned, 'weight') ?? 100;
  demand(
    weight >= 0 && weight <= 100,
    'InvalidParameter.Weight',
    `The weight of a server is 0 to 100, not ${String(weight)}.`,
    'weight',
  );
}
