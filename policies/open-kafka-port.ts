import { SecurityGroupRule } from '@cdktf/provider-alicloud/lib/security-group-rule';
import type { Policy } from './policy';

/** The widest private network is a /8; what is wider reaches into the internet. */
const WIDEST_PRIVATE = 8;

/** Kafka's listeners are PLAINTEXT: whoever reaches them reads and writes everything. */
export const openKafkaPort: Policy = {
  rule: 'open-kafka-port',
  profile: 'every',
  judge: (node, { kafkaPorts }) => {
    if (!(node instanceof SecurityGroupRule) || !admits(node)) return undefined;
    const source = node.cidrIpInput ?? node.ipv6CidrIpInput;
    const open = kafkaPorts.filter((port) => covers(node, port));
    return open.length > 0 && isWorld(source)
      ? `${source} reaches port ${open.join(', ')}, where Kafka listens without encryption`
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

function isWorld(source: string | undefined): boolean {
  const prefix = /\/(\d+)$/.exec(source ?? '')?.[1];
  return prefix !== undefined && Number(prefix) < WIDEST_PRIVATE;
}
