import type { Attributes, Cloud } from '../../cloud/model';
import { blocks, flag, numeric, text, texts } from '../../cloud/model/values';
import type { HealthCheck } from './balancer';

/** What a server group says about itself beyond its servers. */
export interface GroupSettings {
  check: HealthCheck;
  /** '' where it is one that the lab can play. */
  problem: string;
}

/** Reads how the servers of a group are checked. */
export function groupSettings(cloud: Cloud, groupId: string): GroupSettings {
  const group = cloud.store.read().records.alicloud_nlb_server_group?.[groupId]?.attributes ?? {};
  const [block = {}] = blocks(group, 'health_check');
  const type = text(block, 'health_check_type') || 'TCP';
  return {
    check: healthCheck(block),
    problem: type === 'TCP' ? '' : `checks its servers by ${type}; here they are checked by TCP`,
  };
}

/** Defaults are those of the API. */
function healthCheck(block: Attributes): HealthCheck {
  return {
    enabled: block.health_check_enabled === undefined || flag(block, 'health_check_enabled'),
    port: numeric(block, 'health_check_connect_port') ?? 0,
    timeout: numeric(block, 'health_check_connect_timeout') ?? 5,
    interval: numeric(block, 'health_check_interval') ?? 10,
    rise: numeric(block, 'healthy_threshold') ?? 2,
    fall: numeric(block, 'unhealthy_threshold') ?? 2,
  };
}

/** The security groups of a load balancer. */
export function securityGroupsOf(cloud: Cloud, balancerId: string): string[] {
  const balancer = cloud.store.read().records.alicloud_nlb_load_balancer?.[balancerId]?.attributes ?? {};
  return texts(balancer, 'security_group_ids');
}
