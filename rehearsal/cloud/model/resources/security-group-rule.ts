import type { Attributes } from '../api';
import { demand, requireQuota, requireRecord } from '../errors';
import type { ResourceHandler } from '../handler';
import { putNew } from '../handler';
import { digest } from '../ids';
import { parseCidr } from '../network';
import { numeric, text } from '../values';

const ALL_PORTS = '-1/-1';

/** alicloud_security_group_rule */
export const securityGroupRule: ResourceHandler = {
  noun: 'security-group-rule',
  inPlace: ['description'],
  create(tx, planned) {
    const group = requireRecord(
      tx,
      'alicloud_security_group',
      text(planned, 'security_group_id'),
      'InvalidSecurityGroupId.NotFound',
      'security_group_id',
    );
    const source = text(planned, 'source_security_group_id');
    // A group of another account cannot be looked up.
    if (
      source !== '' &&
      text(planned, 'source_group_owner_id') + text(planned, 'source_group_owner_account') === ''
    ) {
      const other = requireRecord(
        tx,
        'alicloud_security_group',
        source,
        'InvalidSourceGroupId.NotFound',
        'source_security_group_id',
      );
      demand(
        other.attributes.vpc_id === group.attributes.vpc_id,
        'InvalidSourceGroupId.Mismatch',
        `Security groups ${group.id} and ${source} are in different VPCs.`,
        'source_security_group_id',
      );
    }
    requireSource(planned);
    requirePorts(text(planned, 'ip_protocol'), text(planned, 'port_range') || ALL_PORTS);
    const rules = tx
      .all('alicloud_security_group_rule')
      .filter((rule) => rule.attributes.security_group_id === group.id);
    requireQuota(rules.length, 200, 'QuotaExceeded.SecurityGroupRule', `rules in security group ${group.id}`);
    const nicType = text(planned, 'nic_type') || (text(group.attributes, 'vpc_id') ? 'intranet' : 'internet');
    const id = ruleId(planned, nicType);
    // Authorizing a rule that exists already is no error: both resources then mean the same rule.
    return putNew(tx, 'alicloud_security_group_rule', id, planned, {
      nic_type: nicType,
      security_group_rule_id: `sgr-${digest(id).slice(0, 20)}`,
    });
  },
  remove(tx, record) {
    tx.remove(record);
  },
};

/** The provider's id of a rule; addresses of IPv6 and prefix lists may not hold its separator. */
function ruleId(planned: Attributes, nicType: string): string {
  const source = ['cidr_ip', 'ipv6_cidr_ip', 'source_security_group_id', 'prefix_list_id']
    .map((name) => text(planned, name))
    .find((value) => value !== '');
  return [
    text(planned, 'security_group_id'),
    text(planned, 'type'),
    text(planned, 'ip_protocol'),
    text(planned, 'port_range') || ALL_PORTS,
    nicType,
    (source ?? '').replaceAll(':', '_'),
    text(planned, 'policy') || 'accept',
    String(numeric(planned, 'priority') ?? 1),
  ].join(':');
}

function requireSource(planned: Attributes): void {
  const cidr = text(planned, 'cidr_ip');
  demand(
    cidr === '' || parseCidr(cidr.includes('/') ? cidr : `${cidr}/32`) !== undefined,
    'InvalidSourceCidrIp.Malformed',
    `${cidr} is no CIDR block; its host bits must be zero.`,
    'cidr_ip',
  );
}

function requirePorts(protocol: string, range: string): void {
  if (protocol !== 'tcp' && protocol !== 'udp') {
    demand(
      range === ALL_PORTS,
      'InvalidIpProtocol.ValueNotSupported',
      `Protocol ${protocol} has no ports, so port_range must be ${ALL_PORTS}, not ${range}.`,
      'port_range',
    );
    return;
  }
  const [from = 0, to = 0] = /^\d+\/\d+$/.test(range) ? range.split('/').map(Number) : [];
  demand(
    from >= 1 && from <= to && to <= 65535,
    'InvalidPortRange.Malformed',
    `Port range ${range} is not two ports from 1/65535 in order.`,
    'port_range',
  );
}
