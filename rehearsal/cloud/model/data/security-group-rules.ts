import { requireRecord } from '../errors';
import type { DataHandler } from '../handler';
import { numeric, text } from '../values';

/** data.alicloud_security_group_rules: every rule of a group, whoever made it. */
export const securityGroupRules: DataHandler = (tx, config) => {
  const group = requireRecord(
    tx,
    'alicloud_security_group',
    text(config, 'group_id'),
    'InvalidSecurityGroupId.NotFound',
    'group_id',
  );
  const asked = (name: string, value: string) => [value, ''].includes(text(config, name));
  const rules = tx
    .all('alicloud_security_group_rule')
    .map(({ attributes }) => attributes)
    .filter((rule) => rule.security_group_id === group.id)
    .map((rule) => ({
      description: text(rule, 'description'),
      dest_cidr_ip: '',
      dest_group_id: '',
      dest_group_owner_account: '',
      direction: text(rule, 'type'),
      ip_protocol: text(rule, 'ip_protocol'),
      nic_type: text(rule, 'nic_type'),
      policy: text(rule, 'policy') || 'accept',
      port_range: text(rule, 'port_range') || '-1/-1',
      priority: numeric(rule, 'priority') ?? 1,
      source_cidr_ip: text(rule, 'cidr_ip'),
      source_group_id: text(rule, 'source_security_group_id'),
      source_group_owner_account: text(rule, 'source_group_owner_account'),
    }))
    .filter(
      (rule) =>
        asked('direction', rule.direction) &&
        asked('ip_protocol', rule.ip_protocol) &&
        asked('nic_type', rule.nic_type) &&
        asked('policy', rule.policy),
    );
  return {
    id: group.id,
    group_name: text(group.attributes, 'security_group_name') || text(group.attributes, 'name'),
    group_desc: text(group.attributes, 'description'),
    rules,
  };
};
