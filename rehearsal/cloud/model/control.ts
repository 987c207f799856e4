import type { Cloud } from './cloud';
import { attachmentsOf, detachDisk } from './resources/disk-attachment';
import { resourceTypes } from './schema';
import { Transaction } from './transaction';
import type { CloudView } from './view-types';
import { viewOf } from './views';
import type { Fault, SoldOut, Image, Latency } from './state';

/** Lets calls fail; faults are met in the order in which they were added, and are kept in the cloud file. */
export function addFault(cloud: Cloud, fault: Fault): Promise<void> {
  return cloud.transact((tx) => {
    tx.meta.faults.push(fault);
  });
}

/** Takes all faults away that were not met yet. */
export function clearFaults(cloud: Cloud): Promise<void> {
  return cloud.transact((tx) => {
    tx.meta.faults = [];
  });
}

/** Sets how long calls take from now on, in every process; simulated time starts again. */
export function setLatency(cloud: Cloud, latency: Latency): Promise<void> {
  return cloud.transact((tx) => {
    tx.meta.latency = latency;
    tx.meta.epoch = null;
  });
}

/** Sets which instance types cannot be had. */
export function setSoldOut(cloud: Cloud, soldOut: readonly SoldOut[]): Promise<void> {
  return cloud.transact((tx) => {
    tx.meta.soldOut = [...soldOut];
  });
}

/** Publishes an image, as happens every few weeks: whoever asks for the most recent one then gets this. */
export function publishImage(cloud: Cloud, image: Image): Promise<void> {
  return cloud.transact((tx) => {
    tx.meta.images.push(image);
    tx.event('image.published', { type: 'image', id: image.id });
  });
}

/** Whether the account may use PrivateLink; a new account may not before it opened it. */
export function setPrivateLinkOpened(cloud: Cloud, opened: boolean): Promise<void> {
  return cloud.transact((tx) => {
    tx.meta.account.privateLinkOpened = opened;
  });
}

/** Takes every rule away that lets exactly this TCP port in, as a person may in the console. */
export function revokePort(cloud: Cloud, port: number): Promise<void> {
  return cloud.transact((tx) => {
    const rules = tx.all('alicloud_security_group_rule').filter(({ attributes }) => {
      return attributes.type === 'ingress' && attributes.port_range === `${String(port)}/${String(port)}`;
    });
    for (const rule of rules) {
      tx.remove(rule);
      tx.event('security-group-rule.revoked', rule, { by: 'console' });
    }
  });
}

/** Loses the data disk of an instance with all that is on it, as when somebody deletes it in the console. */
export function loseDataDisk(cloud: Cloud, instanceName: string): Promise<void> {
  return cloud.transact((tx) => {
    const instance = tx
      .all('alicloud_instance')
      .find(({ attributes }) => attributes.instance_name === instanceName);
    for (const attachment of instance ? attachmentsOf(tx, instance.id) : []) {
      const disk = tx.get('alicloud_ecs_disk', String(attachment.attributes.disk_id));
      detachDisk(tx, attachment);
      if (!disk) continue;
      tx.remove(disk);
      tx.event('disk.deleted', disk, { by: 'console' });
    }
  });
}

/** Everything in the region of `cloud`, or in another one. */
export function inspect(cloud: Cloud, region = cloud.currentRegion): CloudView {
  return viewOf(new Transaction(cloud.store.read(), region), resourceTypes);
}
