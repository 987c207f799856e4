import type { Attributes } from '../api';
import type { DataHandler } from '../handler';
import { digest } from '../ids';
import type { InstanceType } from '../instance-types';
import { catalog, isInStock } from '../instance-types';
import { requireZone, zonesOf } from '../regions';
import { isSet, numeric, text } from '../values';

/** data.alicloud_instance_types; what is sold out in a zone is not listed for it. */
export const instanceTypes: DataHandler = (tx, config) => {
  const zone = text(config, 'availability_zone');
  if (zone !== '') requireZone(tx.region, zone, 'availability_zone');
  const zones = zone === '' ? zonesOf(tx.region) : [zone];
  const found = catalog
    .filter(
      (type) =>
        ['', type.name].includes(text(config, 'instance_type')) &&
        ['', type.family].includes(text(config, 'instance_type_family')) &&
        (numeric(config, 'cpu_core_count') ?? type.cpu) === type.cpu &&
        (numeric(config, 'memory_size') ?? type.memory) === type.memory &&
        !isSet(config.gpu_spec),
    )
    .map((type) => ({ type, zones: zones.filter((each) => isInStock(tx.meta, type.name, each)) }))
    .filter((offer) => offer.zones.length > 0)
    .sort(order(text(config, 'sorted_by')));
  const ids = found.map((offer) => offer.type.name);
  return {
    id: digest(ids.join()).slice(0, 10),
    ids,
    instance_types: found.map((offer) => describe(offer.type, offer.zones)),
  };
};

function order(by: string): (a: { type: InstanceType }, b: { type: InstanceType }) => number {
  // Prices are not modelled; they grow with cores, then with memory.
  const key = ({ type }: { type: InstanceType }) =>
    by === 'Memory' ? type.memory : type.cpu * 10000 + type.memory;
  return (a, b) => (by === '' ? 0 : key(a) - key(b));
}

function describe(type: InstanceType, zones: string[]): Attributes {
  return {
    availability_zones: zones,
    burstable_instance: { baseline_credit: '', initial_credit: '' },
    cpu_core_count: type.cpu,
    eni_amount: 2,
    eni_ipv6_address_quantity: 1,
    eni_private_ip_address_quantity: 6,
    eni_quantity: 2,
    family: type.family,
    gpu: { amount: '0', category: '' },
    id: type.name,
    local_storage: { amount: '0', capacity: '0', category: '' },
    maximum_queue_number_per_eni: 2,
    memory_size: type.memory,
    nvme_support: 'unsupported',
    price: '',
    primary_eni_queue_number: 1,
    secondary_eni_queue_number: 1,
    total_eni_queue_quantity: 2,
  };
}
