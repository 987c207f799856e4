import { Instance } from '@cdktf/provider-alicloud/lib/instance';
import { NlbLoadBalancer } from '@cdktf/provider-alicloud/lib/nlb-load-balancer';
import type { Policy } from './policy';

/** The cloud's own protection also works in the console, and when the block with Terraform's is removed. */
export const deletionProtection: Policy = {
  rule: 'deletion-protection',
  profile: 'production',
  judge: (node, { deletableHosts }) => {
    if (node instanceof NlbLoadBalancer && node.deletionProtectionEnabledInput !== true) {
      return `the load balancer ${node.loadBalancerNameInput} has no deletion protection`;
    }
    if (!(node instanceof Instance) || deletableHosts.includes(node.instanceNameInput ?? ''))
      return undefined;
    return node.deletionProtectionInput === true
      ? undefined
      : `the host ${node.instanceNameInput} has no deletion protection`;
  },
};
