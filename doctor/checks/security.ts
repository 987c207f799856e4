import { containsCidr, parseCidr } from '../../domain/cidr';
import type { ClusterPlan, ExistingClusterPlan } from '../../plan/types';
import { servingBrokers } from '../../plan/brokers';
import type { CloudFacts, CloudResource, Rule } from '../facts';
import type { Check, Finding } from '../finding';
import { text } from '../resource';

const EVERYBODY = ['0.0.0.0/0', '::/0'];
const TYPE = 'alicloud_security_group_rule';
const BROKERS = 'broker-security-group';

/** Rules of the security groups: all that are needed, and none that Terraform does not manage. */
export const security: Check = {
  title: 'security groups',
  applies: ({ cloud, plan }) => cloud !== undefined && plan.stage === 'full',
  judge: ({ plan, cloud }) => (cloud ? [...missing(plan, cloud), ...foreign(cloud)] : []),
  well: ({ plan, cloud }) =>
    plan.cluster === 'existing'
      ? wellOfExisting(plan)
      : cloud?.live
        ? `${cloud.rules.length} rules, none missing, none added manually`
        : 'as last applied',
};

function wellOfExisting({ securityGroupId, zones }: ExistingClusterPlan): string {
  const ranges = zones.map(({ cidr }) => cidr).join(', ');
  return securityGroupId === undefined
    ? `NOT CHECKED: existing.securityGroupId is not set; the brokers must allow ${ranges}`
    : `${securityGroupId} allows the load balancer`;
}

/** Rules that the brokers need, and rules in the state that no longer exist in the cloud. */
function missing(plan: ClusterPlan, cloud: CloudFacts): Finding[] {
  const groupId = groupOf(plan, cloud);
  if (groupId === undefined) return [];
  const rules = cloud.resources.filter(
    (one) => one.type === TYPE && text(one, 'security_group_id') === groupId,
  );
  const needed = [
    ...plan.externalListeners.flatMap(({ port }) => plan.zones.map(({ cidr }) => ({ port, source: cidr }))),
    ...(plan.cluster === 'new' ? [plan.ports.internal, plan.ports.controller] : []).map((port) => ({
      port,
      source: groupId,
    })),
  ];
  const lacking = needed.filter(({ port, source }) => !rules.some((rule) => allows(rule, port, source)));
  const gone = cloud.gone.filter((address) => address.startsWith(`${TYPE}.`));
  if (lacking.length === 0 && gone.length === 0) return [];
  const which = lacking.map(
    ({ port, source }) => `port ${port} from ${source === groupId ? 'the brokers' : source}`,
  );
  const what = which.length > 0 ? `do not allow ${which.join(', ')}` : `no longer have ${gone.join(', ')}`;
  return [
    {
      id: 'rule-missing',
      level: 'fault',
      seen: `the security groups ${what}`,
      expected: 'all rules that Terraform has created',
      fix: 'terraform apply creates them again',
      nodes: servingBrokers(plan).map(({ nodeId }) => nodeId),
    },
  ];
}

/** The brokers' security group; undefined if it is not known. */
function groupOf(plan: ClusterPlan, { resources }: CloudFacts): string | undefined {
  if (plan.cluster === 'existing') return plan.securityGroupId;
  const group = resources.find(
    (one) => one.type === 'alicloud_security_group' && text(one, 'security_group_name') === BROKERS,
  );
  return group && text(group, 'id');
}

function allows(rule: CloudResource, port: number, source: string): boolean {
  const [first = 0, last = 0] = text(rule, 'port_range').split('/').map(Number);
  const [range, wanted] = [parseCidr(text(rule, 'cidr_ip')), parseCidr(source)];
  const from = text(rule, 'source_security_group_id') === source;
  return (
    text(rule, 'policy') === 'accept' &&
    text(rule, 'type') === 'ingress' &&
    ((first <= port && port <= last) || first === -1) &&
    (from || (range !== undefined && wanted !== undefined && containsCidr(range, wanted)))
  );
}

/** Rules that Terraform does not manage: somebody has added them manually. */
function foreign({ rules, resources }: CloudFacts): Finding[] {
  const managed = new Set(
    resources
      .filter(({ type }) => type === TYPE)
      .map((one) =>
        key({
          groupId: text(one, 'security_group_id'),
          policy: text(one, 'policy') || 'accept',
          protocol: text(one, 'ip_protocol'),
          ports: text(one, 'port_range') || '-1/-1',
          source: text(one, 'cidr_ip') || text(one, 'source_security_group_id'),
        }),
      ),
  );
  return rules
    .filter((rule) => !managed.has(key(rule)))
    .map((rule) => {
      const world = EVERYBODY.includes(rule.source) && rule.policy === 'accept';
      return {
        id: world ? 'world-open' : 'rule-foreign',
        level: world ? 'fault' : 'warning',
        seen: `${rule.groupName} has a rule that Terraform does not manage: ${rule.policy} ${rule.protocol} ${rule.ports} from ${
          rule.source || 'elsewhere'
        }`,
        expected: 'only the rules of the deployment file',
        fix: 'delete it in the console, or add it to the deployment file (security, bastion.allowSshFrom)',
      };
    });
}

const key = ({ groupId, policy, protocol, ports, source }: Omit<Rule, 'groupName'>): string =>
  [groupId, policy, protocol, ports, source].join(' ');
