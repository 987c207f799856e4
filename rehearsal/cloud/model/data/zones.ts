import type { Attributes } from '../api';
import type { DataHandler } from '../handler';
import { digest } from '../ids';
import { catalog, isInStock, parseInstanceType } from '../instance-types';
import { zonesOf } from '../regions';
import { text } from '../values';

/** data.alicloud_zones */
export const zones: DataHandler = (tx, config) => {
  const type = text(config, 'available_instance_type');
  const offering = zonesOf(tx.region).filter(
    (zone) => type === '' || (parseInstanceType(type) !== undefined && isInStock(tx.meta, type, zone)),
  );
  return {
    id: digest(offering.join()).slice(0, 10),
    ids: offering,
    zones: offering.map((zone): Attributes => ({
      available_disk_categories: ['cloud_essd', 'cloud_ssd', 'cloud_efficiency'],
      available_instance_types: catalog
        .map((each) => each.name)
        .filter((name) => isInStock(tx.meta, name, zone)),
      available_resource_creation: ['VSwitch', 'IoOptimized', 'Instance', 'DedicatedHost', 'Disk'],
      id: zone,
      local_name: `Zone ${zone.slice(-1).toUpperCase()}`,
      multi_zone_ids: [],
      slb_slave_zone_ids: [],
    })),
  };
};

/** data.alicloud_nlb_zones */
export const nlbZones: DataHandler = (tx) => {
  const ids = zonesOf(tx.region);
  return {
    id: digest(ids.join()).slice(0, 10),
    ids,
    zones: ids.map((zone) => ({
      id: zone,
      local_name: `Zone ${zone.slice(-1).toUpperCase()}`,
      zone_id: zone,
    })),
  };
};
