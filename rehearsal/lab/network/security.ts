import type { CloudView, InstanceView, SecurityGroupView } from '../../cloud/model';

type Rule = SecurityGroupView['rules'][number];

/** The security groups of an instance as rules of nftables. */
export function securityRules(
  view: Pick<CloudView, 'instances' | 'securityGroups'>,
  instance: InstanceView,
): string {
  const groups = view.securityGroups.filter(({ id }) => instance.securityGroups.includes(id));
  const rules = groups.flatMap((group) => group.rules).sort(byPriority);
  const friends = groups.filter((group) => group.innerAccess).flatMap(({ id }) => members(view, id));
  const lines = (direction: Rule['direction']): string[] =>
    rules.filter((rule) => rule.direction === direction).flatMap((rule) => statements(view, rule));
  return `table inet security
delete table inet security
table inet security {
  chain input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    iifname "lo" accept
${indented([...lines('ingress'), ...accepting(friends)])}  }
  chain output {
    type filter hook output priority filter; policy accept;
    ct state established,related accept
    oifname "lo" accept
${indented(lines('egress'))}  }
}
`;
}

/** 1 comes first; of two rules with the same priority the one that drops. */
function byPriority(one: Rule, other: Rule): number {
  return one.priority - other.priority || other.policy.localeCompare(one.policy);
}

function statements(view: Pick<CloudView, 'instances'>, rule: Rule): string[] {
  const far = rule.direction === 'ingress' ? 'saddr' : 'daddr';
  const addresses = rule.sourceGroup === '' ? [rule.cidr] : members(view, rule.sourceGroup);
  const peers = addresses.filter((address) => address !== '');
  // A rule for a group without members matches nobody.
  if (peers.length === 0) return [];
  const match = peers.includes('0.0.0.0/0') ? '' : `ip ${far} { ${peers.join(', ')} } `;
  return [`${match}${protocolMatch(rule)}${rule.policy}`];
}

function protocolMatch({ protocol, portRange }: Rule): string {
  const name = protocol.toLowerCase();
  if (name === 'all' || name === '') return '';
  if (name !== 'tcp' && name !== 'udp') return `meta l4proto ${name} `;
  const [first = '-1', last = first] = portRange.split('/');
  return first === '-1' ? `meta l4proto ${name} ` : `${name} dport ${first}-${last} `;
}

function members(view: Pick<CloudView, 'instances'>, groupId: string): string[] {
  return view.instances
    .filter(({ securityGroups }) => securityGroups.includes(groupId))
    .map(({ privateIp }) => privateIp);
}

function accepting(addresses: readonly string[]): string[] {
  return addresses.length === 0 ? [] : [`ip saddr { ${[...new Set(addresses)].join(', ')} } accept`];
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `    ${line}\n`).join('');
}
