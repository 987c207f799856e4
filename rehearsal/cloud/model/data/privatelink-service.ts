import type { DataHandler } from '../handler';

/** data.alicloud_privatelink_service: with `enable = "On"` it opens PrivateLink, which cannot be undone. */
export const privatelinkService: DataHandler = (tx, config) => {
  const { account } = tx.meta;
  if (config.enable === 'On' && !account.privateLinkOpened) {
    account.privateLinkOpened = true;
    tx.event('privatelink.opened', { type: 'account', id: account.id });
  }
  return account.privateLinkOpened
    ? { id: 'PrivateLinkServiceHasBeenOpened', status: 'Opened' }
    : { id: 'PrivateLinkServiceHasNotBeenOpened', status: '' };
};
