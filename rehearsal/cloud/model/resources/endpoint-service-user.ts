import { demand, requireRecord } from '../errors';
import type { ResourceHandler } from '../handler';
import { putNew } from '../handler';
import type { CloudRecord } from '../state';
import type { Transaction } from '../transaction';
import { text } from '../values';

const TYPE = 'alicloud_privatelink_vpc_endpoint_service_user';

/** alicloud_privatelink_vpc_endpoint_service_user: an account on the whitelist of a service. */
export const endpointServiceUser: ResourceHandler = {
  noun: 'endpoint-service-user',
  stateOnly: ['dry_run', 'user_arn'],
  inPlace: [],
  create(tx, planned) {
    const service = requireRecord(
      tx,
      'alicloud_privatelink_vpc_endpoint_service',
      text(planned, 'service_id'),
      'EndpointServiceNotFound',
      'service_id',
    );
    const account = text(planned, 'user_id');
    demand(
      /^\d{16}$/.test(account),
      'InvalidUserId.Malformed',
      `${account} is no account id: that has 16 digits.`,
      'user_id',
    );
    const id = `${service.id}:${account}`;
    demand(
      tx.get(TYPE, id) === undefined,
      'EndpointServiceUserAlreadyExist',
      `Account ${account} is on the whitelist of endpoint service ${service.id} already.`,
      'user_id',
    );
    return putNew(tx, TYPE, id, planned, {});
  },
  remove(tx, record) {
    tx.remove(record);
  },
};

/** Whether an account may connect to a service; its owner always may. */
export function isWhitelisted(tx: Transaction, service: CloudRecord, account: string): boolean {
  return account === tx.meta.account.id || tx.get(TYPE, `${service.id}:${account}`) !== undefined;
}
