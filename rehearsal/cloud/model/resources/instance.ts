import type { Attributes } from '../api';
import { demand } from '../errors';
import type { ResourceHandler } from '../handler';
import { putNew, replaced } from '../handler';
import type { CloudRecord } from '../state';
import type { Transaction } from '../transaction';
import { blocks, flag, numeric, text } from '../values';
import { createDisk } from './disk';
import { attachDisk, attachmentsOf, detachDisk } from './disk-attachment';
import { answersOf, placed, publicSide } from './instance-answers';
import { EFFECTS, STATE_ONLY } from './instance-changes';
import { placeInstance } from './instance-placement';
import { applyEffects, setPower } from './instance-power';

/** alicloud_instance */
export const instance: ResourceHandler = {
  noun: 'instance',
  stateOnly: STATE_ONLY,
  inPlace: Object.keys(EFFECTS),
  create(tx, planned) {
    demand(
      text(planned, 'vswitch_id') !== '',
      'MissingParameter.VSwitchId',
      'An instance needs a vSwitch.',
      'vswitch_id',
    );
    const id = tx.newId('i', planned);
    const placement = placeInstance(tx, planned, id);
    const record = putNew(tx, 'alicloud_instance', id, planned, answersOf(tx, id, planned, placement));
    tx.event('instance.started', record, { reason: 'created' });
    attachInlineDisks(tx, record, planned);
    return planned.status === 'Stopped' ? setPower(tx, record, 'Stopped', 'status') : record;
  },
  update(tx, record, planned, changed) {
    const attributes = replaced(record, planned);
    // Moving to another vSwitch without naming an address gives a new one.
    const moves = changed.includes('vswitch_id') && !changed.includes('private_ip');
    const placement = placeInstance(tx, moves ? { ...attributes, private_ip: null } : attributes, record.id);
    const grown =
      (numeric(attributes, 'system_disk_size') ?? 0) >= (numeric(record.attributes, 'system_disk_size') ?? 0);
    demand(
      grown || changed.includes('image_id'),
      'InvalidDiskSize.TooSmall',
      `The system disk of instance ${record.id} cannot shrink.`,
      'system_disk_size',
    );
    const power = text(record.attributes, 'status');
    const changeTo = {
      ...attributes,
      ...placed(placement),
      ...publicSide(tx, record.id, attributes),
      status: power,
    };
    return applyEffects(tx, record, changeTo, changed, text(attributes, 'status'));
  },
  remove(tx, record) {
    demand(
      !flag(record.attributes, 'deletion_protection'),
      'InvalidOperation.DeletionProtection',
      `Instance ${record.id} cannot be released while its deletion protection is on.`,
    );
    demand(
      record.attributes.instance_charge_type !== 'PrePaid' || flag(record.attributes, 'force_delete'),
      'ChargeTypeViolation',
      `Instance ${record.id} is prepaid and cannot be released before it expires.`,
    );
    for (const attachment of attachmentsOf(tx, record.id)) {
      detachDisk(tx, attachment);
      const disk = tx.get('alicloud_ecs_disk', text(attachment.attributes, 'disk_id'));
      if (disk && flag(disk.attributes, 'delete_with_instance')) {
        tx.remove(disk);
        tx.event('disk.deleted', disk, { reason: `deleted with instance ${record.id}` });
      }
    }
    tx.remove(record);
  },
};

/** Disks of the instance's own blocks: part of RunInstances, and gone with the instance by default. */
function attachInlineDisks(tx: Transaction, record: CloudRecord, planned: Attributes): void {
  for (const block of blocks(planned, 'data_disks')) {
    const zone = record.attributes.availability_zone ?? '';
    const disk = createDisk(tx, { ...block, disk_name: block.name ?? null, name: null, zone_id: zone });
    tx.event('disk.created', disk, { name: block.name ?? '' });
    const created = tx.patch(disk, { delete_with_instance: block.delete_with_instance !== false });
    attachDisk(tx, created, record, block.delete_with_instance !== false);
  }
}
