import { Instance } from '@cdktf/provider-alicloud/lib/instance';
import { NlbLoadBalancer } from '@cdktf/provider-alicloud/lib/nlb-load-balancer';
import type { Policy } from './policy';

/** The cloud's own guard holds against a console, and when Terraform's is gone with its block. */
export const deletionProtection: Policy = {
  rule: 'deletion-protection',
  profile: 'production',
  judge: (node, { deletableHosts }) => {
    if (node instanceof NlbLoadBalancer && node.deletionProtectionEnabledInput !== true) {
      return `the load balancer ${node.loadBalancerNameInput} can be deleted`;
    }
    if (!(node instanceof Instance) || deletableHosts.includes(node.instanceNameInput ?? ''))
      return undefined;
    return node.deletionProtectionInput === true
      ? undefined
      : `the host ${node.instanceNameInput} can be deleted`;
  },
};
