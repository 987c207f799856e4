/**
 * What a change of an attribute does to a running instance:
 * - `live`: nothing that the operating system notices;
 * - `cycle`: it is stopped and started again;
 * - `reboot`: it is rebooted, or started when it was stopped;
 * - `wipe`: it is stopped, its system disk replaced by a blank one from the image, and started;
 * - `power`: the attribute is the power state itself.
 */
export type Effect = 'live' | 'cycle' | 'reboot' | 'wipe' | 'power';

/**
 * From the update function of the provider's `resource_alicloud_instance.go` (1.289.0) and from what was seen of
 * the real provider against a stand-in API. Attributes that need a new instance are not here.
 */
export const EFFECTS: Readonly<Record<string, Effect>> = {
  // ModifyInstanceAttribute, then stop and start: also where plain text only became base64 of the same text.
  user_data: 'cycle',
  host_name: 'cycle',
  password: 'cycle',
  kms_encrypted_password: 'cycle',
  // ModifyInstanceVpcAttribute works on a stopped instance only.
  private_ip: 'cycle',
  vswitch_id: 'cycle',
  // ModifyInstanceSpec, on a stopped instance.
  instance_type: 'cycle',
  cpu_options: 'cycle',
  enable_high_density_mode: 'cycle',
  // ResizeDisk of the system disk, with the stop and start that make it effective.
  system_disk_size: 'cycle',
  // ReplaceSystemDisk.
  image_id: 'wipe',
  // AttachKeyPair and reboot, in place since 1.268.0.
  key_name: 'reboot',
  status: 'power',
  // JoinSecurityGroup and LeaveSecurityGroup.
  security_groups: 'live',
  instance_name: 'live',
  description: 'live',
  tags: 'live',
  volume_tags: 'live',
  deletion_protection: 'live',
  role_name: 'live',
  deployment_set_id: 'live',
  resource_group_id: 'live',
  http_endpoint: 'live',
  http_tokens: 'live',
  internet_charge_type: 'live',
  internet_max_bandwidth_in: 'live',
  internet_max_bandwidth_out: 'live',
  allocate_public_ip: 'live',
  credit_specification: 'live',
  maintenance_action: 'live',
  maintenance_notify: 'live',
  maintenance_time: 'live',
  instance_charge_type: 'live',
  renewal_status: 'live',
  auto_renew_period: 'live',
  auto_release_time: 'live',
  period: 'live',
  period_unit: 'live',
  stopped_mode: 'live',
  enable_jumbo_frame: 'live',
  ipv6_addresses: 'live',
  secondary_private_ips: 'live',
  secondary_private_ip_address_count: 'live',
  private_pool_options_id: 'live',
  private_pool_options_match_criteria: 'live',
  spot_duration: 'live',
  system_disk_name: 'live',
  system_disk_description: 'live',
  system_disk_performance_level: 'live',
  system_disk_auto_snapshot_policy_id: 'live',
  system_disk_bursting_enabled: 'live',
  system_disk_provisioned_iops: 'live',
};

/** Attributes that the provider sends or uses itself and never reads back. */
export const STATE_ONLY: readonly string[] = [
  'data_disks',
  'dry_run',
  'force_delete',
  'include_data_disks',
  'is_outdated',
  'kms_encryption_context',
  'launch_template_id',
  'launch_template_name',
  'launch_template_version',
  'operator_type',
  'password_inherit',
];
