import type { Attributes } from '../api';
import type { Transaction } from '../transaction';
import { numeric, text } from '../values';
import type { Placement } from './instance-placement';
import { systemDiskId } from './instance-power';

/** Everything that RunInstances decides by itself. */
export function answersOf(
  tx: Transaction,
  id: string,
  planned: Attributes,
  placement: Placement,
): Attributes {
  const essd = (text(planned, 'system_disk_category') || 'cloud_essd') === 'cloud_essd';
  return {
    ...placed(placement),
    ...publicSide(tx, id, planned),
    create_time: tx.now(),
    start_time: tx.now(),
    expired_time: '2099-12-31T15:59Z',
    credit_specification: placement.type.burstable ? 'Standard' : '',
    host_name: `iZ${id.slice(2)}Z`,
    http_endpoint: 'enabled',
    http_put_response_hop_limit: 1,
    http_tokens: 'optional',
    instance_charge_type: 'PostPaid',
    instance_name: `iZ${id.slice(2)}Z`,
    internet_charge_type: 'PayByTraffic',
    internet_max_bandwidth_in: 100,
    maintenance_action: 'AutoRecover',
    network_interface_id: id.replace('i-', 'eni-'),
    network_interface_traffic_mode: 'Standard',
    resource_group_id: 'rg-default',
    security_enhancement_strategy: 'Active',
    source_dest_check: true,
    spot_strategy: 'NoSpot',
    status: 'Running',
    stopped_mode: 'Not-applicable',
    system_disk_category: 'cloud_essd',
    system_disk_id: systemDiskId(id, 0),
    system_disk_performance_level: essd ? 'PL1' : '',
    system_disk_size: Math.max(40, placement.image.size),
  };
}

/** What follows from where an instance is and what it is made of. */
export function placed({ vswitch, zone, type, image, privateIp }: Placement): Attributes {
  return {
    availability_zone: zone,
    cpu: type.cpu,
    image_id: image.id,
    memory: type.memory * 1024,
    os_name: image.osName,
    os_type: 'linux',
    primary_ip_address: privateIp,
    private_ip: privateIp,
    vpc_id: vswitch.attributes.vpc_id ?? '',
    vswitch_id: vswitch.id,
  };
}

/**
 * Bandwidth gives a public address and 0 takes it away. The address is one of those kept for documentation, so
 * that nothing that is tried with it can reach a stranger's host.
 */
export function publicSide(tx: Transaction, id: string, attributes: Attributes): Attributes {
  if ((numeric(attributes, 'internet_max_bandwidth_out') ?? 0) === 0) return { public_ip: '' };
  const current = text(tx.get('alicloud_instance', id)?.attributes ?? {}, 'public_ip');
  const taken = tx.all('alicloud_instance').map((other) => other.attributes.public_ip);
  const free = ['203.0.113', '198.51.100', '192.0.2']
    .flatMap((net) => Array.from({ length: 254 }, (_, index) => `${net}.${String(index + 1)}`))
    .find((address) => !taken.includes(address));
  return { public_ip: current || (free ?? '') };
}
