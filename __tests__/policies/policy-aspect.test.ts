import { AlicloudProvider } from '@cdktf/provider-alicloud/lib/provider';
import { EcsDisk } from '@cdktf/provider-alicloud/lib/ecs-disk';
import { Instance, type InstanceConfig } from '@cdktf/provider-alicloud/lib/instance';
import { NlbLoadBalancer, type NlbLoadBalancerConfig } from '@cdktf/provider-alicloud/lib/nlb-load-balancer';
import {
  SecurityGroupRule,
  type SecurityGroupRuleConfig,
} from '@cdktf/provider-alicloud/lib/security-group-rule';
import { App, Aspects, TerraformStack } from 'cdktf';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { POLICY_RULES } from '../../config/fields/policies';
import { POLICIES, PolicyAspect, type PolicyAspectProps } from '../../policies/policy-aspect';

const facts = { publicHosts: ['bastion'], deletableHosts: ['bastion'], kafkaPorts: [9092, 39092] };

/** What policies say of the resources that `build` makes. */
function judge(build: (stack: TerraformStack) => void, props: Partial<PolicyAspectProps> = {}): string[] {
  const stack = new TerraformStack(new App({ stackTraces: false }), 'own');
  build(stack);
  const aspect = new PolicyAspect({ facts, ...props });
  return stack.node
    .findAll()
    .flatMap((node) => aspect.judge(node))
    .map(({ rule, message }) => `${rule}: ${message}`);
}

const balancer = (config: Partial<NlbLoadBalancerConfig>) => (stack: TerraformStack) =>
  void new NlbLoadBalancer(stack, 'nlb', {
    loadBalancerName: 'kafka-nlb',
    vpcId: 'vpc-1',
    addressType: 'Intranet',
    zoneMappings: [],
    deletionProtectionEnabled: true,
    ...config,
  });
const host = (config: Partial<InstanceConfig>) => (stack: TerraformStack) =>
  void new Instance(stack, 'host', {
    instanceName: 'broker-node1',
    securityGroups: ['sg-1'],
    imageId: 'image',
    instanceType: 'ecs.g7.large',
    deletionProtection: true,
    ...config,
  });
const rule = (config: Partial<SecurityGroupRuleConfig>) => (stack: TerraformStack) =>
  void new SecurityGroupRule(stack, 'rule', {
    securityGroupId: 'sg-1',
    type: 'ingress',
    ipProtocol: 'tcp',
    portRange: '39092/39092',
    cidrIp: '0.0.0.0/0',
    ...config,
  });

const OPEN = 'open-kafka-port: port 39092 of Kafka is open to 0.0.0.0/0, which contains public addresses';

test.each<[string, (stack: TerraformStack) => void, string[]]>([
  ['an internal load balancer', balancer({}), []],
  [
    'a public load balancer',
    balancer({ addressType: 'Internet' }),
    ['public-load-balancer: the load balancer kafka-nlb has a public address'],
  ],
  ['a host without bandwidth', host({ internetMaxBandwidthOut: 0 }), []],
  [
    'a host with bandwidth',
    host({ internetMaxBandwidthOut: 1 }),
    ['public-broker: the host broker-node1 has a public address'],
  ],
  [
    'a host that asks for an address',
    host({ allocatePublicIp: true }),
    ['public-broker: the host broker-node1 has a public address'],
  ],
  ['the bastion', host({ instanceName: 'bastion', internetMaxBandwidthOut: 5 }), []],
  ['EXTERNAL for all', rule({}), [OPEN]],
  ['half the world', rule({ cidrIp: '128.0.0.0/1' }), [OPEN.replace('0.0.0.0/0', '128.0.0.0/1')]],
  ['the world by IPv6', rule({ cidrIp: undefined, ipv6CidrIp: '::/0' }), [OPEN.replace('0.0.0.0/0', '::/0')]],
  ['a range of ports', rule({ portRange: '9000/40000' }), [OPEN.replace('port 39092', 'port 9092, 39092')]],
  [
    'every port',
    rule({ ipProtocol: 'all', portRange: '-1/-1' }),
    [OPEN.replace('port 39092', 'port 9092, 39092')],
  ],
  ['a private network', rule({ cidrIp: '10.0.0.0/8' }), []],
  ['a security group', rule({ cidrIp: undefined, sourceSecurityGroupId: 'sg-2' }), []],
  ['SSH for all', rule({ portRange: '22/22' }), []],
  ['ICMP for all', rule({ ipProtocol: 'icmp', portRange: '-1/-1' }), []],
  ['a deny', rule({ policy: 'drop' }), []],
  ['outbound', rule({ type: 'egress' }), []],
])('%s', (_, build, expected) => {
  expect(judge(build)).toEqual(expected);
});

const disk = (encrypted?: boolean) => (stack: TerraformStack) =>
  void new EcsDisk(stack, 'disk', {
    diskName: 'broker-node1-data',
    zoneId: 'ap-southeast-1a',
    size: 100,
    encrypted,
  });

describe('in production only', () => {
  test.each<[string, (stack: TerraformStack) => void, string[]]>([
    ['an encrypted disk', disk(true), []],
    ['a disk', disk(), ['unencrypted-data-disk: the data disk broker-node1-data is not encrypted']],
    ['a disk that is kept as it is', (stack) => void new EcsDisk(stack, 'disk', {}), []],
    ['a protected host', host({}), []],
    [
      'a host',
      host({ deletionProtection: false }),
      ['deletion-protection: the host broker-node1 has no deletion protection'],
    ],
    ['a bastion', host({ instanceName: 'bastion', deletionProtection: false }), []],
    [
      'a load balancer',
      balancer({ deletionProtectionEnabled: undefined }),
      ['deletion-protection: the load balancer kafka-nlb has no deletion protection'],
    ],
  ])('%s', (_, build, expected) => {
    expect(judge(build, { profile: 'production' })).toEqual(expected);
    expect(judge(build)).toEqual([]);
  });
});

test('an allowed policy is silent, the others are not', () => {
  const both = (stack: TerraformStack) => {
    rule({})(stack);
    host({ internetMaxBandwidthOut: 1 })(stack);
  };
  expect(judge(both, { allow: ['public-broker'] })).toEqual([OPEN]);
});

test('as an aspect, synthesis fails with every violation and writes no stack', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'policies-'));
  try {
    const app = new App({ outdir, stackTraces: false });
    const stack = new TerraformStack(app, 'own');
    new AlicloudProvider(stack, 'alicloud');
    rule({})(stack);
    balancer({ addressType: 'Internet' })(stack);
    Aspects.of(stack).add(new PolicyAspect({ facts }));
    expect(() => app.synth()).toThrow(/policy open-kafka-port[^]*policy public-load-balancer/);
    expect(existsSync(join(outdir, 'stacks/own/cdk.tf.json'))).toBe(false);
  } finally {
    rmSync(outdir, { recursive: true });
  }
});

test('a deployment file can name every policy, and no other', () => {
  expect(POLICIES.map((policy) => policy.rule)).toEqual(POLICY_RULES);
});
