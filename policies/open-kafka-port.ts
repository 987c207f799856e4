import { SecurityGroupRule } from '@cdktf/provider-alicloud/lib/security-group-rule';
import type { Policy } from './policy';

/** The largest private range is a /8; a larger one contains public addresses. */
const WIDEST_PRIVATE = 8;

/** Kafka's ports are for the VPC and the load balancer, whether a listener has TLS and authentication or not. */
export const openKafkaPort: Policy = {
  rule: 'open-kafka-port',
  profile: 'every',
  judge: (node, { kafkaPorts }) => {
    if (!(node instanceof SecurityGroupRule) || !admits(node)) return undefined;
    const source = node.cidrIpInput ?? node.ipv6CidrIpInput;
    const open = kafkaPorts.filter((port) => covers(node, port));
    return open.length > 0 && isPublic(source)
      ? `port ${open.join(', ')} of Kafka is open to ${source}, which contains public addresses`
      : undefined;
  },
};

function admits({ typeInput, policyInput = 'accept', ipProtocolInput = '' }: SecurityGroupRule): boolean {
  return typeInput === 'ingress' && policyInput === 'accept' && ['tcp', 'all'].includes(ipProtocolInput);
}

/** `-1/-1`, the default, is every port. */
function covers({ portRangeInput = '-1/-1' }: SecurityGroupRule, port: number): boolean {
  const [first = -1, last = -1] = portRangeInput.split('/').map(Number);
  return first === -1 || (first <= port && port <= last);
}

function isPublic(source: string | undefined): boolean {
  const prefix = /\/(\d+)$/.exec(source ?? '')?.[1];
  return prefix !== undefined && Number(prefix) < WIDEST_PRIVATE;
}
