import type { Attributes } from '../api';
import { demand, idsOf, requireQuota, requireRecord } from '../errors';
import type { ResourceHandler } from '../handler';
import { putNew, replaced } from '../handler';
import type { Transaction } from '../transaction';
import { blocks, flag, text, texts } from '../values';
import { keepAddresses, mapZones } from './nlb-zone-mappings';

/** alicloud_nlb_load_balancer */
export const loadBalancer: ResourceHandler = {
  noun: 'nlb',
  inPlace: [
    'address_type',
    'bandwidth_package_id',
    'cps',
    'cross_zone_enabled',
    'deletion_protection_config',
    'deletion_protection_enabled',
    'deletion_protection_reason',
    'ipv6_address_type',
    'load_balancer_name',
    'modification_protection_config',
    'modification_protection_reason',
    'modification_protection_status',
    'resource_group_id',
    'security_group_ids',
    'tags',
    'zone_mappings',
  ],
  create(tx, planned) {
    requireRecord(tx, 'alicloud_vpc', text(planned, 'vpc_id'), 'ResourceNotFound.Vpc', 'vpc_id');
    const balancers = tx.all('alicloud_nlb_load_balancer');
    requireQuota(
      balancers.length,
      60,
      'QuotaExceeded.LoadBalancersNum',
      `NLB instances in region ${tx.region}`,
    );
    requireGroups(tx, planned);
    const id = tx.newId('nlb', planned);
    const wanted = { ...planned, zone_mappings: mapZones(tx, planned, id) };
    return putNew(tx, 'alicloud_nlb_load_balancer', id, wanted, {
      // The API compares and answers this in the case it was given; `ipv4` is what it says when nothing was given.
      address_ip_version: 'ipv4',
      create_time: tx.now(),
      cross_zone_enabled: true,
      deletion_protection_enabled: isProtected(planned),
      dns_name: `${id}.${tx.region}.nlb.aliyuncs.com`,
      load_balancer_business_status: 'Normal',
      load_balancer_type: 'Network',
      modification_protection_status: 'NonProtection',
      payment_type: 'PayAsYouGo',
      region_id: tx.region,
      resource_group_id: 'rg-default',
      status: 'Active',
    });
  },
  update(tx, record, planned, changed) {
    const attributes = replaced(record, planned);
    if (changed.includes('security_group_ids')) requireGroups(tx, attributes);
    if (changed.includes('zone_mappings') || changed.includes('address_type')) {
      const zones = blocks(attributes, 'zone_mappings').map((mapping) => mapping.zone_id);
      const served = tx
        .all('alicloud_privatelink_vpc_endpoint_service_resource')
        .filter((resource) => resource.attributes.resource_id === record.id)
        .filter((resource) => !zones.includes(resource.attributes.zone_id ?? null));
      demand(
        served.length === 0,
        'OperationDenied.ZoneInUse',
        `NLB ${record.id} cannot leave a zone in which an endpoint service uses it: ${idsOf(served)}.`,
        'zone_mappings',
      );
      attributes.zone_mappings = mapZones(tx, keepAddresses(attributes, record.attributes), record.id);
    }
    return tx.patch(record, attributes);
  },
  remove(tx, record) {
    demand(
      !isProtected(record.attributes),
      'OperationDenied.DeletionProtection',
      `NLB ${record.id} cannot be deleted while its deletion protection is on.`,
    );
    const services = tx
      .all('alicloud_privatelink_vpc_endpoint_service_resource')
      .filter((resource) => resource.attributes.resource_id === record.id);
    demand(
      services.length === 0,
      'ResourceInUse.LoadBalancer',
      `NLB ${record.id} cannot be deleted while an endpoint service uses it: ${idsOf(services)}.`,
    );
    // Releasing an NLB takes its listeners with it; its server groups stay.
    for (const listener of tx.all('alicloud_nlb_listener')) {
      if (listener.attributes.load_balancer_id !== record.id) continue;
      tx.remove(listener);
      tx.event('listener.deleted', listener, { reason: `deleted with NLB ${record.id}` });
    }
    tx.remove(record);
  },
};

/** The block wins over the two attributes, as in the provider. */
function isProtected(attributes: Attributes): boolean {
  const [block] = blocks(attributes, 'deletion_protection_config');
  return block ? flag(block, 'enabled') : flag(attributes, 'deletion_protection_enabled');
}

function requireGroups(tx: Transaction, planned: Attributes): void {
  for (const id of texts(planned, 'security_group_ids')) {
    const group = requireRecord(
      tx,
      'alicloud_security_group',
      id,
      'ResourceNotFound.SecurityGroup',
      'security_group_ids',
    );
    demand(
      group.attributes.vpc_id === planned.vpc_id,
      'InvalidParameter.VpcMismatch',
      `Security group ${id} is not in VPC ${text(planned, 'vpc_id')} of the NLB.`,
      'security_group_ids',
    );
  }
}
