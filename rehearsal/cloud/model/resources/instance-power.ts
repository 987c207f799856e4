import type { Attributes } from '../api';
import { digest } from '../ids';
import { POWER_CYCLE_SECONDS, SYSTEM_DISK_SECONDS } from '../latency';
import type { CloudRecord } from '../state';
import type { Transaction } from '../transaction';
import { numeric, text } from '../values';
import { showResizedDisks } from './disk';
import { EFFECTS } from './instance-changes';

/** Changes a record and does to the host what its changed attributes call for, once for all of them. */
export function applyEffects(
  tx: Transaction,
  before: CloudRecord,
  attributes: Attributes,
  changed: readonly string[],
  wantedPower: string,
): CloudRecord {
  const because = (effect: string) => changed.filter((name) => EFFECTS[name] === effect);
  const [cycling, wiping, rebooting] = [because('cycle'), because('wipe'), because('reboot')];
  const runs = before.attributes.status === 'Running';
  const stops = cycling.length + wiping.length > 0;
  const reason = [...cycling, ...wiping].join(', ');
  let record = before;
  if (stops && runs) record = setPower(tx, record, 'Stopped', reason);
  record = tx.patch(record, { ...attributes, status: text(record.attributes, 'status') });
  if (wiping.length > 0) record = replaceSystemDisk(tx, record, reason);
  if (stops && runs) {
    record = setPower(tx, record, 'Running', reason);
    tx.extraSeconds += POWER_CYCLE_SECONDS;
  } else if (rebooting.length > 0 && runs) {
    showResizedDisks(tx, record.id);
    tx.event('instance.rebooted', record, { reason: rebooting.join(', ') });
    tx.extraSeconds += POWER_CYCLE_SECONDS;
  } else if (rebooting.length > 0) {
    record = setPower(tx, record, 'Running', rebooting.join(', '));
  }
  const powerAsked = changed.includes('status') && wantedPower !== record.attributes.status;
  return powerAsked ? setPower(tx, record, wantedPower, 'status') : record;
}

/** Stops or starts an instance. */
export function setPower(tx: Transaction, record: CloudRecord, status: string, reason: string): CloudRecord {
  const stopped = status === 'Stopped';
  if (stopped) showResizedDisks(tx, record.id);
  tx.event(stopped ? 'instance.stopped' : 'instance.started', record, { reason });
  return tx.patch(record, { status, stopped_mode: stopped ? 'KeepCharging' : 'Not-applicable' });
}

/** Gives a stopped instance a blank system disk from its image; its first user data will set it up again. */
export function replaceSystemDisk(tx: Transaction, record: CloudRecord, reason: string): CloudRecord {
  const old = text(record.attributes, 'system_disk_id');
  const generation = (numeric(record.hidden ?? {}, 'generation') ?? 0) + 1;
  const systemDisk = systemDiskId(record.id, generation);
  tx.event('instance.system-disk-wiped', record, {
    reason,
    image_id: text(record.attributes, 'image_id'),
    old_disk_id: old,
    disk_id: systemDisk,
  });
  tx.extraSeconds += SYSTEM_DISK_SECONDS;
  return tx.patch(record, { system_disk_id: systemDisk }, { generation });
}

/** The id of the system disk; each replacement is a new disk. */
export function systemDiskId(instanceId: string, generation: number): string {
  return `d-${instanceId.slice(2, 5)}${digest(`${instanceId}/system/${String(generation)}`).slice(0, 17)}`;
}
