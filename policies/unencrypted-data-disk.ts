import { EcsDisk } from '@cdktf/provider-alicloud/lib/ecs-disk';
import type { Policy } from './policy';

/** Encryption is chosen when a disk is created; later it takes a new disk. */
export const unencryptedDataDisk: Policy = {
  rule: 'unencrypted-data-disk',
  profile: 'production',
  judge: (node) =>
    // A disk without a size is one that is kept as it is, of a broker that has left.
    node instanceof EcsDisk && node.sizeInput !== undefined && node.encryptedInput !== true
      ? `the data disk ${node.diskNameInput} is not encrypted`
      : undefined,
};
