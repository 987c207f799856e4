import { criticalPath, dependencies } from '../../cli/rehearse/bench/critical-path';

const graph = {
  resource: {
    alicloud_vpc: { 'network_vpc-1': { vpc_name: 'alicloud_vpc.none' } },
    alicloud_vswitch: {
      a: { vpc_id: '${alicloud_vpc.network_vpc-1.id}' },
      b: { vpc_id: '${alicloud_vpc.network_vpc-1.id}' },
    },
    alicloud_instance: {
      host: {
        image_id: '${data.alicloud_images.latest.ids[0]}',
        user_data: '${base64encode("${alicloud_vswitch.a.id} alicloud_instance.host")}',
        depends_on: ['alicloud_vswitch.b'],
      },
    },
  },
  data: { alicloud_images: { latest: {} } },
};

test('a resource needs what it refers to and what it depends on, and not itself', () => {
  expect(Object.fromEntries(dependencies(graph))).toEqual({
    'alicloud_vpc.network_vpc-1': [],
    'alicloud_vswitch.a': ['alicloud_vpc.network_vpc-1'],
    'alicloud_vswitch.b': ['alicloud_vpc.network_vpc-1'],
    'alicloud_instance.host': ['data.alicloud_images.latest', 'alicloud_vswitch.a', 'alicloud_vswitch.b'],
    'data.alicloud_images.latest': [],
  });
});

test('the critical path is the chain that takes longest', () => {
  const seconds: Record<string, number> = {
    'alicloud_vpc.network_vpc-1': 8,
    'alicloud_vswitch.a': 2,
    'alicloud_vswitch.b': 5,
    'alicloud_instance.host': 40,
    'data.alicloud_images.latest': 1,
  };
  expect(criticalPath(graph, (address) => seconds[address] ?? 0)).toBe(53);
  expect(criticalPath({ resource: {} }, () => 1)).toBe(0);
});
