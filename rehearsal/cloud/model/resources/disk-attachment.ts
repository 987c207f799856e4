import { demand, requireRecord } from '../errors';
import type { ResourceHandler } from '../handler';
import { putNew } from '../handler';
import type { CloudRecord } from '../state';
import type { Transaction } from '../transaction';
import { flag, text } from '../values';

const MOST_DISKS = 16;

/** alicloud_ecs_disk_attachment; the provider reads back only the disk, the instance and the device. */
export const diskAttachment: ResourceHandler = {
  stateOnly: ['bootable', 'delete_with_instance', 'key_pair_name', 'password'],
  inPlace: [],
  create(tx, planned) {
    const disk = requireRecord(
      tx,
      'alicloud_ecs_disk',
      text(planned, 'disk_id'),
      'InvalidDiskId.NotFound',
      'disk_id',
    );
    const instance = requireRecord(
      tx,
      'alicloud_instance',
      text(planned, 'instance_id'),
      'InvalidInstanceId.NotFound',
      'instance_id',
    );
    return attachDisk(tx, disk, instance, flag(planned, 'delete_with_instance'));
  },
  remove: detachDisk,
};

/** Attaches a disk; `deleteToo` makes it go with the instance. */
export function attachDisk(
  tx: Transaction,
  disk: CloudRecord,
  instance: CloudRecord,
  deleteToo: boolean,
): CloudRecord {
  const holder = text(disk.attributes, 'instance_id');
  demand(
    holder === '',
    'IncorrectDiskStatus',
    `Disk ${disk.id} is attached to instance ${holder} already.`,
    'disk_id',
  );
  demand(
    disk.attributes.zone_id === instance.attributes.availability_zone,
    'ResourcesNotInSameZone',
    `Disk ${disk.id} (${text(disk.attributes, 'zone_id')}) and instance ${instance.id} ` +
      `(${text(instance.attributes, 'availability_zone')}) are in different zones.`,
    'instance_id',
  );
  const others = attachmentsOf(tx, instance.id);
  demand(
    others.length < MOST_DISKS,
    'InstanceDiskLimitExceeded',
    `Instance ${instance.id} has ${String(MOST_DISKS)} data disks, the most it can have.`,
    'instance_id',
  );
  const taken = others.map((other) => other.attributes.device);
  const device = [...'bcdefghijklmnopqrstuvwxyz']
    .map((letter) => `/dev/xvd${letter}`)
    .find((name) => !taken.includes(name));
  tx.patch(disk, {
    instance_id: instance.id,
    status: 'In_use',
    delete_with_instance: deleteToo || flag(disk.attributes, 'delete_with_instance'),
  });
  tx.event('disk.attached', disk, { instance_id: instance.id, device: device ?? '' });
  const planned = { disk_id: disk.id, instance_id: instance.id };
  return putNew(tx, 'alicloud_ecs_disk_attachment', `${disk.id}:${instance.id}`, planned, {
    device: device ?? '',
  });
}

/** Takes a disk off its instance. */
export function detachDisk(tx: Transaction, attachment: CloudRecord): void {
  const disk = tx.get('alicloud_ecs_disk', text(attachment.attributes, 'disk_id'));
  if (disk) {
    tx.patch(disk, { instance_id: '', status: 'Available' });
    tx.event('disk.detached', disk, { instance_id: text(attachment.attributes, 'instance_id') });
  }
  tx.remove(attachment);
}

/** The attachments of an instance. */
export function attachmentsOf(tx: Transaction, instanceId: string): CloudRecord[] {
  return tx
    .all('alicloud_ecs_disk_attachment')
    .filter((attachment) => attachment.attributes.instance_id === instanceId);
}
