import type { ResourceDefinition } from '../definition';
import { UNKNOWN, type TermRecord } from '../value';

type Condition = (planned: TermRecord) => boolean;

const unlessPrepaid: Condition = (planned) => planned.instance_charge_type !== 'PrePaid';
const ifPrepaid: Condition = (planned) => planned.instance_charge_type === 'PrePaid';
const withoutBandwidth: Condition = (planned) => !planned.internet_max_bandwidth_out;

/**
 * The attributes that the real provider overlooks under a condition on the rest of the resource. Left out here
 * are those whose suppression only compares two spellings of one value.
 */
const CONDITIONS: Readonly<Record<string, Readonly<Record<string, Condition>>>> = {
  alicloud_instance: {
    period: unlessPrepaid,
    period_unit: unlessPrepaid,
    renewal_status: unlessPrepaid,
    auto_renew_period: unlessPrepaid,
    include_data_disks: unlessPrepaid,
    force_delete: unlessPrepaid,
    deletion_protection: ifPrepaid,
    spot_strategy: ifPrepaid,
    spot_price_limit: ifPrepaid,
    internet_charge_type: withoutBandwidth,
    internet_max_bandwidth_in: withoutBandwidth,
    system_disk_performance_level: (planned) => planned.system_disk_category !== 'cloud_essd',
  },
  alicloud_ecs_disk: { performance_level: (planned) => planned.category !== 'cloud_essd' },
  alicloud_nlb_load_balancer: {
    deletion_protection_reason: (planned) => planned.deletion_protection_enabled !== true,
    modification_protection_reason: (planned) =>
      planned.modification_protection_status !== 'ConsoleProtection',
  },
};

/** Undoes each change that the provider overlooks: back to the state, or on create to what the cloud will choose. */
export function suppressDifferences(
  resource: ResourceDefinition,
  planned: TermRecord,
  prior: TermRecord | undefined,
): TermRecord {
  const overlooked = Object.entries(CONDITIONS[resource.type] ?? {}).filter(([, applies]) =>
    applies(planned),
  );
  const unset = (name: string) => (resource.block.attributes?.[name]?.computed ? UNKNOWN : null);
  const restored = overlooked.map(([name]) => [name, prior ? (prior[name] ?? null) : unset(name)] as const);
  return { ...planned, ...Object.fromEntries(restored) };
}
