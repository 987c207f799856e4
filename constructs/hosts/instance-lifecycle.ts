import type { TerraformResourceLifecycle } from 'cdktf';

/**
 * Attributes whose change would stop, replace or re-image a running instance. Terraform ignores them, since it would do
 * so to every broker at once: a new `user_data` restarts all hosts together (and is not run again), a new `image_id`
 * wipes the system disks. Sources: the provider's ForceNew list and its update code; a test holds this list against
 * both, attribute by attribute, so that a new provider version cannot add one unnoticed.
 */
export const DISRUPTIVE_ATTRIBUTES = [
  'availability_zone',
  'cpu_options',
  'data_disks',
  'dedicated_host_id',
  'deployment_set_id',
  'enable_high_density_mode',
  'host_name',
  'hpc_cluster_id',
  'http_put_response_hop_limit',
  'image_id',
  'image_options',
  'instance_type',
  'ipv6_address_count',
  'key_name',
  'kms_encrypted_password',
  'kms_encryption_context',
  'launch_template_id',
  'launch_template_name',
  'launch_template_version',
  'network_card_index',
  'network_interface_id',
  'network_interface_traffic_mode',
  'network_interfaces',
  'password',
  'password_inherit',
  'private_ip',
  'queue_pair_number',
  'security_enhancement_strategy',
  'source_dest_check',
  'spot_duration',
  'spot_interruption_behavior',
  'spot_price_limit',
  'spot_strategy',
  'status',
  'subnet_id',
  'system_disk_category',
  'system_disk_encrypt_algorithm',
  'system_disk_encrypted',
  'system_disk_kms_key_id',
  'system_disk_size',
  'system_disk_storage_cluster_id',
  'user_data',
  'vpc_id',
  'vswitch_id',
] as const;

export interface InstanceLifecycleProps {
  /** Refuse any plan that would destroy the instance. */
  readonly preventDestroy: boolean;
  /**
   * Let this apply stop the instance for a new type, image or key.
   * @default false
   */
  readonly maintained?: boolean;
  /**
   * The image was looked up, not configured: a newer one is drift and is ignored, even under maintenance.
   * @default false
   */
  readonly imageLookedUp?: boolean;
}

/** Terraform's `lifecycle` of an instance: which changes it ignores, and whether it refuses to destroy it. */
export function instanceLifecycle(props: InstanceLifecycleProps): TerraformResourceLifecycle {
  // Encrypting an existing system disk would need another instance, which `prevent_destroy` refuses.
  const underMaintenance = [...(props.imageLookedUp ? ['image_id'] : []), 'system_disk_encrypted'];
  return {
    preventDestroy: props.preventDestroy || undefined,
    ignoreChanges: props.maintained ? underMaintenance : [...DISRUPTIVE_ATTRIBUTES],
  };
}
