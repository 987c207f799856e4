import type { Attributes } from '../api';
import { demand } from '../errors';
import type { ResourceHandler } from '../handler';
import { putNew, replaced } from '../handler';
import { requireZone } from '../regions';
import type { CloudRecord } from '../state';
import type { Transaction } from '../transaction';
import { isSet, numeric, text } from '../values';

/** Smallest size in GiB, by category and, for ESSD, performance level (ECS block storage documentation). */
const SMALLEST: Record<string, number> = {
  cloud: 5,
  cloud_auto: 1,
  cloud_essd_entry: 10,
  'cloud_essd/PL0': 1,
  'cloud_essd/PL2': 461,
  'cloud_essd/PL3': 1261,
};

/** alicloud_ecs_disk */
export const disk: ResourceHandler = {
  noun: 'disk',
  aliases: [['disk_name', 'name']],
  stateOnly: [
    'advanced_features',
    'dedicated_block_storage_cluster_id',
    'dry_run',
    'encrypt_algorithm',
    'storage_set_id',
    'storage_set_partition_number',
    'type',
  ],
  inPlace: [
    'bursting_enabled',
    'category',
    'delete_auto_snapshot',
    'delete_with_instance',
    'description',
    'disk_name',
    'enable_auto_snapshot',
    'instance_id',
    'name',
    'payment_type',
    'performance_level',
    'provisioned_iops',
    'resource_group_id',
    'size',
    'tags',
  ],
  create: createDisk,
  update(tx, record, planned, changed) {
    const [before, after] = [numeric(record.attributes, 'size') ?? 0, numeric(planned, 'size') ?? 0];
    demand(
      !changed.includes('size') || after > before,
      'InvalidDiskSize.TooSmall',
      `Disk ${record.id} has ${String(before)} GiB and cannot shrink to ${String(after)} GiB.`,
      'size',
    );
    requireSize(planned);
    const next = tx.patch(record, replaced(record, planned), seenAfter(tx, record, planned, changed, before));
    const details = { before, after, instance_id: text(record.attributes, 'instance_id') };
    if (changed.includes('size')) tx.event('disk.resized', record, details);
    return next;
  },
  remove(tx, record) {
    const instance = text(record.attributes, 'instance_id');
    demand(
      instance === '',
      'IncorrectDiskStatus',
      `Disk ${record.id} cannot be deleted while it is attached to instance ${instance}.`,
    );
    tx.remove(record);
  },
};

/**
 * ResizeDisk: with `type: online` the host sees the new size at once, otherwise (`offline`, the default) once it boots
 * again. @returns what is hidden of the disk: the size that its host sees, where that is another
 */
function seenAfter(
  tx: Transaction,
  record: CloudRecord,
  planned: Attributes,
  changed: readonly string[],
  before: number,
): Attributes {
  if (!changed.includes('size')) return {};
  const host = tx.get('alicloud_instance', text(record.attributes, 'instance_id'));
  const waits = text(planned, 'type') !== 'online' && host?.attributes.status === 'Running';
  return { seen_size: waits ? (numeric(record.hidden ?? {}, 'seen_size') ?? before) : null };
}

/** Shows an instance that boots its disks as they are. */
export function showResizedDisks(tx: Transaction, instanceId: string): void {
  for (const record of tx.all('alicloud_ecs_disk')) {
    if (record.attributes.instance_id === instanceId) tx.patch(record, {}, { seen_size: null });
  }
}

/** Puts a new disk that is attached to nothing. */
export function createDisk(tx: Transaction, planned: Attributes): CloudRecord {
  const zone = text(planned, 'zone_id') || text(planned, 'availability_zone');
  requireZone(tx.region, zone, 'zone_id');
  demand(
    isSet(planned.size) || isSet(planned.snapshot_id),
    'MissingParameter.Size',
    'A disk needs a size or a snapshot.',
    'size',
  );
  requireSize(planned);
  const name = text(planned, 'disk_name') || text(planned, 'name');
  return putNew(tx, 'alicloud_ecs_disk', tx.newId('d', planned), planned, {
    availability_zone: zone,
    create_time: tx.now(),
    disk_name: name,
    enable_auto_snapshot: true,
    multi_attach: 'Disabled',
    name,
    payment_type: 'PayAsYouGo',
    performance_level: text(planned, 'category') === 'cloud_essd' ? 'PL1' : '',
    region_id: tx.region,
    size: 20,
    status: 'Available',
    zone_id: zone,
  });
}

function requireSize(planned: Attributes): void {
  const size = numeric(planned, 'size');
  const category = text(planned, 'category');
  const smallest = SMALLEST[`${category}/${text(planned, 'performance_level')}`] ?? SMALLEST[category] ?? 20;
  demand(
    size === undefined || (size >= smallest && size <= 65536),
    'InvalidDiskSize.NotSupported',
    `A disk of category ${category} has ${String(smallest)} to 65536 GiB, not ${String(size)}.`,
    'size',
  );
}
