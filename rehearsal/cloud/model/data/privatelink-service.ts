import type { DataHandler } from '../handler';

/**
 * data.alicloud_privatelink_service: with `enable = "On"` it opens PrivateLink, which cannot be undone. Without, it asks
 * nobody and says that PrivateLink is not opened, whatever is true (provider's code).
 */
export const privatelinkService: DataHandler = (tx, config) => {
  const { account } = tx.meta;
  if (config.enable !== 'On') return { id: 'PrivateLinkServiceHasNotBeenOpened', status: '' };
  if (!account.privateLinkOpened) {
    account.privateLinkOpened = true;
    tx.event('privatelink.opened', { type: 'account', id: account.id });
  }
  return { id: 'PrivateLinkServiceHasBeenOpened', status: 'Opened' };
};
