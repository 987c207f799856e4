import { NlbLoadBalancer } from '@cdktf/provider-alicloud/lib/nlb-load-balancer';
import type { Policy } from './policy';

/** TiDB Cloud comes by PrivateLink; nobody comes from the internet. */
export const publicLoadBalancer: Policy = {
  rule: 'public-load-balancer',
  profile: 'every',
  judge: (node) =>
    node instanceof NlbLoadBalancer && node.addressTypeInput !== 'Intranet'
      ? `the load balancer ${node.loadBalancerNameInput} has a public address`
      : undefined,
};
