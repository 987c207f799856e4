const zones = ['a', 'b', 'c'];

const vswitches = Object.fromEntries(
  zones.map((zone, index) => [
    zone,
    {
      vpc_id: '${alicloud_vpc.it.id}',
      zone_id: `ap-southeast-1${zone}`,
      cidr_block: `10.0.${String(index)}.0/24`,
    },
  ]),
);

/** A configuration of most kinds of values: references, lists, sets, maps, numbers and nested blocks. */
export function network() {
  return {
    provider: { alicloud: { region: 'ap-southeast-1' } },
    resource: {
      alicloud_vpc: {
        it: { vpc_name: 'kafka', cidr_block: '10.0.0.0/16', tags: { team: 'data', stage: 'test' } },
      },
      alicloud_vswitch: vswitches,
      alicloud_security_group: { it: { security_group_name: 'brokers', vpc_id: '${alicloud_vpc.it.id}' } },
      alicloud_security_group_rule: {
        it: {
          type: 'ingress',
          ip_protocol: 'tcp',
          port_range: '9092/9092',
          cidr_ip: '10.0.0.0/16',
          ...groupId,
        },
      },
      alicloud_nlb_load_balancer: {
        it: {
          load_balancer_name: 'kafka',
          address_type: 'Intranet',
          vpc_id: '${alicloud_vpc.it.id}',
          cross_zone_enabled: true,
          zone_mappings: zones.map((zone) => ({
            zone_id: `ap-southeast-1${zone}`,
            vswitch_id: `\${alicloud_vswitch.${zone}.id}`,
          })),
        },
      },
      alicloud_nlb_server_group: {
        it: {
          server_group_name: 'broker',
          vpc_id: '${alicloud_vpc.it.id}',
          preserve_client_ip_enabled: false,
          health_check: [{ health_check_enabled: true, health_check_interval: 5, healthy_threshold: 2 }],
        },
      },
      alicloud_nlb_listener: {
        it: {
          listener_port: 9093,
          listener_protocol: 'TCP',
          load_balancer_id: '${alicloud_nlb_load_balancer.it.id}',
          server_group_id: '${alicloud_nlb_server_group.it.id}',
          idle_timeout: 900,
        },
      },
      alicloud_instance: {
        it: {
          instance_type: 'ecs.g7.xlarge',
          image_id: 'aliyun_3_x64',
          vswitch_id: '${alicloud_vswitch.a.id}',
          security_groups: ['${alicloud_security_group.it.id}'],
          system_disk_size: 40,
          user_data: 'first',
          timeouts: [{ create: '20m' }],
        },
      },
      alicloud_ecs_disk: { it: { zone_id: 'ap-southeast-1a', size: 100, category: 'cloud_essd' } },
      alicloud_ecs_disk_attachment: {
        it: { disk_id: '${alicloud_ecs_disk.it.id}', instance_id: '${alicloud_instance.it.id}' },
      },
      null_resource: { it: { triggers: { instance: '${alicloud_instance.it.id}' } } },
    },
  };
}

const groupId = { security_group_id: '${alicloud_security_group.it.id}' };
