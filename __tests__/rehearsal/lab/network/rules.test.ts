import type { CloudView, InstanceView, SecurityGroupView } from '../../../../rehearsal/cloud/model';
import { gateway, macOf, parseRange, withPrefix } from '../../../../rehearsal/lab/network/address';
import { routerRules } from '../../../../rehearsal/lab/network/router-rules';
import { securityRules } from '../../../../rehearsal/lab/network/security';

type Rule = SecurityGroupView['rules'][number];

const RULE: Rule = {
  direction: 'ingress',
  policy: 'accept',
  priority: 1,
  protocol: 'tcp',
  portRange: '22/22',
  cidr: '10.0.0.0/16',
  sourceGroup: '',
};

function group(id: string, rules: Partial<Rule>[], innerAccess = false): SecurityGroupView {
  return { id, name: id, vpcId: 'vpc', innerAccess, rules: rules.map((rule) => ({ ...RULE, ...rule })) };
}

function instance(privateIp: string, securityGroups: string[], publicIp = ''): InstanceView {
  return { privateIp, securityGroups, publicIp } as unknown as InstanceView;
}

/** The lines of a chain besides its policy and the two that let answers and loopback pass. */
function chain(rules: string, name: string): string[] {
  const body = rules.slice(rules.indexOf(`chain ${name} {`)).split('}\n  ')[0] ?? '';
  const lines = body.split('\n').map((line) => line.trim());
  return lines.filter((line) => / (accept|drop)$/.test(line) && !/^(ct|iifname|oifname|type)/.test(line));
}

function rulesFor(groups: SecurityGroupView[], instances: InstanceView[]): string {
  const view: Pick<CloudView, 'instances' | 'securityGroups'> = { instances, securityGroups: groups };
  return securityRules(view, instances[0] as InstanceView);
}

test('without a rule nothing comes in', () => {
  const rules = rulesFor([group('sg', [])], [instance('10.0.0.1', ['sg'])]);
  expect(rules).toContain('hook input priority filter; policy drop;');
  expect(chain(rules, 'input')).toEqual([]);
});

test('ports, ranges, protocols and sources', () => {
  const groups = [
    group('sg', [
      { portRange: '9092/9100' },
      { protocol: 'udp', portRange: '53/53', cidr: '0.0.0.0/0' },
      { protocol: 'icmp', portRange: '-1/-1' },
      { protocol: 'all', portRange: '-1/-1', cidr: '', sourceGroup: 'friends' },
      { protocol: 'all', portRange: '-1/-1', cidr: '', sourceGroup: 'nobody' },
      { direction: 'egress', policy: 'drop', portRange: '25/25', cidr: '0.0.0.0/0' },
    ]),
    group('other', [{ portRange: '1/1' }]),
  ];
  const rules = rulesFor(groups, [instance('10.0.0.1', ['sg']), instance('10.0.0.2', ['friends'])]);
  expect(chain(rules, 'input')).toEqual([
    'ip saddr { 10.0.0.0/16 } tcp dport 9092-9100 accept',
    'udp dport 53-53 accept',
    'ip saddr { 10.0.0.0/16 } meta l4proto icmp accept',
    'ip saddr { 10.0.0.2 } accept',
  ]);
  expect(chain(rules, 'output')).toEqual(['tcp dport 25-25 drop']);
});

test('priorities order the rules of all groups; of equals the one that drops comes first', () => {
  const groups = [
    group('one', [{ priority: 5 }, { priority: 2, portRange: '2/2' }]),
    group('two', [
      { priority: 5, policy: 'drop' },
      { priority: 1, portRange: '1/1' },
    ]),
  ];
  expect(chain(rulesFor(groups, [instance('10.0.0.1', ['one', 'two'])]), 'input')).toEqual([
    'ip saddr { 10.0.0.0/16 } tcp dport 1-1 accept',
    'ip saddr { 10.0.0.0/16 } tcp dport 2-2 accept',
    'ip saddr { 10.0.0.0/16 } tcp dport 22-22 drop',
    'ip saddr { 10.0.0.0/16 } tcp dport 22-22 accept',
  ]);
});

test('members reach one another only where the group says so', () => {
  const two = [instance('10.0.0.1', ['sg']), instance('10.0.0.2', ['sg'])];
  expect(chain(rulesFor([group('sg', [], true)], two), 'input')).toEqual([
    'ip saddr { 10.0.0.1, 10.0.0.2 } accept',
  ]);
});

test('only hosts with a public address go out and are found', () => {
  const rules = routerRules({
    instances: [instance('10.0.0.1', [], '203.0.113.1'), instance('10.0.0.2', [])],
  });
  expect(rules).toContain('ip daddr 203.0.113.1 dnat to 10.0.0.1');
  expect(rules).toContain('ip saddr 10.0.0.1 snat to 203.0.113.1');
  expect(rules).not.toContain('10.0.0.2');
});

test('addresses of vSwitches', () => {
  expect(gateway('10.0.64.0/18')).toBe('10.0.127.253');
  expect(gateway('192.168.1.0/24')).toBe('192.168.1.253');
  expect(withPrefix('10.0.64.5', '10.0.64.0/18')).toBe('10.0.64.5/18');
  expect(macOf('10.0.127.253')).toBe('02:00:0a:00:7f:fd');
  expect(() => parseRange('10.0.0/8')).toThrow('no range');
});
