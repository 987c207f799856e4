import { EcsDisk } from '@cdktf/provider-alicloud/lib/ecs-disk';
import type { Policy } from './policy';

/** Encryption is chosen when a disk is created; it cannot be added to an existing disk. */
export const unencryptedDataDisk: Policy = {
  rule: 'unencrypted-data-disk',
  profile: 'production',
  judge: (node) =>
    // A disk without a size is the unchanged disk of a broker that has left.
    node instanceof EcsDisk && node.sizeInput !== undefined && node.encryptedInput !== true
      ? `the data disk ${node.diskNameInput} is not encrypted`
      : undefined,
};
