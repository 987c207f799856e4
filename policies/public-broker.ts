import { Instance } from '@cdktf/provider-alicloud/lib/instance';
import type { Policy } from './policy';

/** A host has a public address if it has outbound bandwidth (provider documentation), or requests an address. */
export const publicBroker: Policy = {
  rule: 'public-broker',
  profile: 'every',
  judge: (node, { publicHosts }) => {
    if (!(node instanceof Instance)) return undefined;
    const {
      instanceNameInput: name,
      internetMaxBandwidthOutInput: bandwidth = 0,
      allocatePublicIpInput,
    } = node;
    const isPublic = bandwidth > 0 || allocatePublicIpInput === true;
    return isPublic && !publicHosts.includes(name ?? '')
      ? `the host ${name} has a public address`
      : undefined;
  },
};
