import type { Cloud } from './cloud';
import { replaceSystemDisk, setPower } from './resources/instance-power';
import { text } from './values';

/** Lets two listeners lead to each other's server group, as a person may in the console. */
export function swapListeners(cloud: Cloud, ports: readonly [number, number]): Promise<void> {
  return cloud.transact((tx) => {
    const found = ports.map((port) =>
      tx.all('alicloud_nlb_listener').find(({ attributes }) => attributes.listener_port === port),
    );
    const [first, second] = found;
    if (!first || !second) throw new Error(`there are no listeners ${ports.join(' and ')}`);
    const groups = [second, first].map(({ attributes }) => text(attributes, 'server_group_id'));
    [first, second].forEach((listener, index) => {
      const next = tx.patch(listener, { server_group_id: groups[index] ?? '' });
      tx.event('listener.updated', next, { by: 'console' });
    });
  });
}

/** Takes every server out of a server group, as a person may in the console. */
export function emptyServerGroup(cloud: Cloud, groupName: string): Promise<void> {
  return cloud.transact((tx) => {
    const group = tx
      .all('alicloud_nlb_server_group')
      .find(({ attributes }) => attributes.server_group_name === groupName);
    const servers = tx
      .all('alicloud_nlb_server_group_server_attachment')
      .filter(({ attributes }) => attributes.server_group_id === group?.id);
    for (const server of servers) {
      tx.remove(server);
      tx.event('server.deleted', server, { by: 'console' });
    }
  });
}

/** Takes an account off the whitelist of every endpoint service, as a person may in the console. */
export function dropFromWhitelist(cloud: Cloud, accountId: string): Promise<void> {
  return cloud.transact((tx) => {
    const users = tx
      .all('alicloud_privatelink_vpc_endpoint_service_user')
      .filter(({ attributes }) => attributes.user_id === accountId);
    for (const user of users) {
      tx.remove(user);
      tx.event('endpoint-service-user.deleted', user, { by: 'console' });
    }
  });
}

/** Gives an instance a new system disk, as a person may in the console: it stops and boots its first user data again. */
export function renewSystemDisk(cloud: Cloud, instanceName: string): Promise<void> {
  return cloud.transact((tx) => {
    const instance = tx
      .all('alicloud_instance')
      .find(({ attributes }) => attributes.instance_name === instanceName);
    if (!instance) throw new Error(`there is no instance ${instanceName}`);
    const stopped = setPower(tx, instance, 'Stopped', 'console');
    setPower(tx, replaceSystemDisk(tx, stopped, 'console'), 'Running', 'console');
  });
}

/** Switches an instance off or on, as a person may in the console. */
export function switchInstance(cloud: Cloud, name: string, status: 'Running' | 'Stopped'): Promise<void> {
  return cloud.transact((tx) => {
    const instance = tx.all('alicloud_instance').find(({ attributes }) => attributes.instance_name === name);
    if (!instance) throw new Error(`there is no instance ${name}`);
    if (instance.attributes.status !== status) setPower(tx, instance, status, 'console');
  });
}
