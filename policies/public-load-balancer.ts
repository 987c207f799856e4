import { NlbLoadBalancer } from '@cdktf/provider-alicloud/lib/nlb-load-balancer';
import type { Policy } from './policy';

/** TiDB Cloud connects through PrivateLink, so nobody needs to connect from the internet. */
export const publicLoadBalancer: Policy = {
  rule: 'public-load-balancer',
  profile: 'every',
  judge: (node) =>
    node instanceof NlbLoadBalancer && node.addressTypeInput !== 'Intranet'
      ? `the load balancer ${node.loadBalancerNameInput} has a public address`
      : undefined,
};
