import schema from '../../provider-alicloud/data/schema.json';
import semantics from '../../provider-alicloud/data/semantics.json';
import { DISRUPTIVE_ATTRIBUTES, instanceLifecycle } from '../../constructs/hosts/instance-lifecycle';

/**
 * What the provider does to a running instance when an attribute changes in place, beside its ForceNew list: read off
 * resource_alicloud_instance.go of 1.289.0. An attribute that stands in none of the lists fails the test, so that a new
 * provider version cannot bring one that nobody has judged.
 */
const STOPS_OR_REIMAGES = [
  'cpu_options',
  'deployment_set_id',
  'enable_high_density_mode',
  'host_name',
  'image_id',
  'instance_type',
  'key_name',
  'kms_encrypted_password',
  'kms_encryption_context',
  'password',
  'password_inherit',
  'private_ip',
  'spot_duration',
  'status',
  'subnet_id',
  'system_disk_size',
  'user_data',
  'vpc_id',
  'vswitch_id',
];

const CHANGES_WITHOUT_RESTART = [
  'allocate_public_ip',
  'auto_release_time',
  'auto_renew_period',
  'credit_specification',
  'deletion_protection',
  'description',
  'dry_run',
  'enable_jumbo_frame',
  'force_delete',
  'http_endpoint',
  'http_tokens',
  'id',
  'include_data_disks',
  'instance_charge_type',
  'instance_name',
  'internet_charge_type',
  'internet_max_bandwidth_in',
  'internet_max_bandwidth_out',
  'io_optimized',
  'ipv6_addresses',
  'is_outdated',
  'maintenance_action',
  'maintenance_notify',
  'maintenance_time',
  'operator_type',
  'period',
  'period_unit',
  'private_pool_options_id',
  'private_pool_options_match_criteria',
  'renewal_status',
  'resource_group_id',
  'role_name',
  'secondary_private_ip_address_count',
  'secondary_private_ips',
  'security_groups',
  'stopped_mode',
  'system_disk_auto_snapshot_policy_id',
  'system_disk_bursting_enabled',
  'system_disk_description',
  'system_disk_name',
  'system_disk_performance_level',
  'system_disk_provisioned_iops',
  'tags',
  'timeouts',
  'volume_tags',
];

const { block } =
  schema.provider_schemas['registry.terraform.io/aliyun/alicloud'].resource_schemas.alicloud_instance;
const settable = [
  ...Object.entries(block.attributes)
    .filter(([, attribute]) => 'optional' in attribute || 'required' in attribute)
    .map(([name]) => name),
  ...Object.keys(block.block_types),
];
/** ForceNew inside a block replaces the instance as well: the block is what can be ignored. */
const forcesReplacement = new Set(
  semantics.resources.alicloud_instance.force_new_list.map((path) => path.split('.')[0] ?? path),
);

describe('attributes that instances ignore', () => {
  const ignored: readonly string[] = DISRUPTIVE_ATTRIBUTES;

  test.each([...forcesReplacement])('%s would replace the instance', (name) => {
    expect(ignored).toContain(name);
  });

  test.each(STOPS_OR_REIMAGES)('%s would stop or re-image it', (name) => {
    expect(ignored).toContain(name);
  });

  test('each attribute of the provider has been judged', () => {
    const judged = new Set([...forcesReplacement, ...STOPS_OR_REIMAGES, ...CHANGES_WITHOUT_RESTART]);
    expect(settable.filter((name) => !judged.has(name))).toEqual([]);
  });

  test('none is ignored without need, and none is unknown to the provider', () => {
    const needed = new Set([...forcesReplacement, ...STOPS_OR_REIMAGES]);
    expect(ignored.filter((name) => !needed.has(name) || !settable.includes(name))).toEqual([]);
  });
});

describe('maintenance', () => {
  test('lifts the list but for what would replace the instance, so that a new type or image reaches the host', () => {
    const lifecycle = instanceLifecycle({ preventDestroy: true, maintained: true });
    expect(lifecycle).toEqual({ preventDestroy: true, ignoreChanges: ['system_disk_encrypted'] });
  });

  test('still ignores an image that was looked up, whose change is drift', () => {
    const lifecycle = instanceLifecycle({ preventDestroy: true, maintained: true, imageLookedUp: true });
    expect(lifecycle.ignoreChanges).toEqual(['image_id', 'system_disk_encrypted']);
  });
});
