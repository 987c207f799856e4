import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InstanceView } from '../../cloud/model';

/** The VPC's resolvers in the cloud; nothing answers there, as hosts without internet must do without names. */
const RESOLVER = 'nameserver 100.100.2.136\n';

/** Writes what the metadata service of the cloud tells an instance, and the files of its image that name it. */
export function writeSeed(folder: string, instance: InstanceView): void {
  const { id, userData, publicKey, privateIp } = instance;
  const name = hostName(instance);
  const put = (path: string, content: string | Buffer): void => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  const metaData = {
    'instance-id': id,
    'local-hostname': name,
    ...(publicKey === '' ? {} : { 'public-keys': [publicKey] }),
  };
  put('seed/meta-data', `${JSON.stringify(metaData)}\n`);
  put('seed/user-data', userData);
  put('first-boot/etc/hosts', `127.0.0.1 localhost\n${privateIp} ${name}\n`);
  put('first-boot/etc/resolv.conf', RESOLVER);
  put('first-boot/etc/hostname', `${name}\n`);
}

/** The name that the host knows itself by. */
export function hostName(instance: InstanceView): string {
  return instance.hostName || instance.name || instance.id;
}
