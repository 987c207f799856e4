import { createHash } from 'node:crypto';
import { demand, idsOf } from '../errors';
import type { ResourceHandler } from '../handler';
import { putNew } from '../handler';
import { digest } from '../ids';
import { text } from '../values';

/** alicloud_ecs_key_pair; its id is its name. */
export const keyPair: ResourceHandler = {
  noun: 'key-pair',
  // `public_key` is planned as an update, but no call is made: the state takes the new key, the cloud keeps the old.
  stateOnly: ['public_key', 'key_file', 'key_name_prefix'],
  inPlace: ['resource_group_id', 'tags'],
  create(tx, planned) {
    const name =
      text(planned, 'key_pair_name') ||
      text(planned, 'key_name') ||
      `${text(planned, 'key_name_prefix') || 'terraform-'}${digest(JSON.stringify(planned)).slice(0, 12)}`;
    demand(
      tx.get('alicloud_ecs_key_pair', name) === undefined,
      'KeyPair.AlreadyExist',
      `Key pair ${name} exists already in region ${tx.region}.`,
      'key_pair_name',
    );
    const key = text(planned, 'public_key').trim();
    const body = key.split(/\s+/)[1] ?? '';
    demand(
      key === '' || /^(ssh-(rsa|ed25519)|ecdsa-sha2-nistp\d+) [A-Za-z0-9+/]+={0,3}( |$)/.test(key),
      'InvalidPublicKeyContent.Malformed',
      `The public key of key pair ${name} is not in OpenSSH's format.`,
      'public_key',
    );
    return putNew(
      tx,
      'alicloud_ecs_key_pair',
      name,
      planned,
      {
        create_time: tx.now(),
        finger_print: createHash('md5').update(body, 'base64').digest('hex'),
        key_name: name,
        key_pair_name: name,
      },
      { public_key: key },
    );
  },
  remove(tx, record) {
    const users = tx
      .all('alicloud_instance')
      .filter((instance) => instance.attributes.key_name === record.id);
    demand(
      users.length === 0,
      'InvalidParameter.KeypairAlreadyAttachedInstance',
      `Key pair ${record.id} cannot be deleted while instances use it: ${idsOf(users)}.`,
    );
    tx.remove(record);
  },
};
