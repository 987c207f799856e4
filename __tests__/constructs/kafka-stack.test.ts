import { resolve } from 'node:path';
import { loadConfig } from '../../config/load';
import { deployment, brokers, existingDeployment } from '../support/deployment';
import { synthesize } from './support/synthesized';

const kafkaYaml = loadConfig(resolve(__dirname, '../../kafka.yaml')).config;

describe('the stack of kafka.yaml', () => {
  const stack = synthesize(kafkaYaml);
  const values = (type: string) => Object.values(stack.all(type));

  test('has exactly the reviewed addresses: each is a contract with those who hold state', () => {
    expect(stack.addresses).toMatchSnapshot();
  });

  test('S1–S3: one VPC with the broker vSwitches and the bastion vSwitch of the document', () => {
    expect(values('alicloud_vpc')).toMatchObject([{ vpc_name: 'Kafka VPC', cidr_block: '10.0.0.0/16' }]);
    const vswitches = values('alicloud_vswitch').map((v) => [
      v['vswitch_name'],
      v['zone_id'],
      v['cidr_block'],
    ]);
    expect(vswitches.sort()).toEqual([
      ['bastion', 'ap-southeast-1a', '10.0.192.0/18'],
      ['broker-ap-southeast-1a', 'ap-southeast-1a', '10.0.0.0/18'],
      ['broker-ap-southeast-1b', 'ap-southeast-1b', '10.0.64.0/18'],
      ['broker-ap-southeast-1c', 'ap-southeast-1c', '10.0.128.0/18'],
    ]);
  });

  test('S4: a bastion with a public address', () => {
    expect(stack.at('alicloud_instance.bastion_host')).toMatchObject({
      instance_name: 'bastion-node',
      instance_type: 'ecs.t5-lc1m2.small',
      internet_max_bandwidth_out: 5,
      private_ip: '10.0.192.10',
    });
    expect(values('alicloud_ecs_key_pair')).toMatchObject([
      { key_pair_name: 'kafka-vpc-key-pair', public_key: '${var.ssh_public_key}' },
    ]);
  });

  test.each([
    [1, 'ap-southeast-1a', '10.0.0.11'],
    [2, 'ap-southeast-1b', '10.0.64.12'],
    [3, 'ap-southeast-1c', '10.0.128.13'],
  ])('S5: broker %i in %s, without a public address, its data on a disk of its own', (id, zone, address) => {
    const host = stack.at(`alicloud_instance.brokers_${id}_host`);
    expect(host).toMatchObject({
      instance_name: `broker-node${id}`,
      host_name: `broker-node${id}`,
      instance_type: 'ecs.t5-lc1m2.small',
      availability_zone: zone,
      vswitch_id: `\${alicloud_vswitch.network_${zone}.id}`,
      private_ip: address,
      deletion_protection: true,
    });
    expect(host).not.toHaveProperty('internet_max_bandwidth_out');
    expect(host).not.toHaveProperty('data_disks');
    expect(stack.at(`alicloud_ecs_disk.brokers_${id}_data-disk`)).toMatchObject({
      zone_id: zone,
      delete_with_instance: false,
      lifecycle: { prevent_destroy: true },
    });
    expect(stack.at(`alicloud_ecs_disk_attachment.brokers_${id}_data-disk-attachment`)).toMatchObject({
      disk_id: `\${alicloud_ecs_disk.brokers_${id}_data-disk.id}`,
      instance_id: `\${alicloud_instance.brokers_${id}_host.id}`,
      lifecycle: { prevent_destroy: true },
    });
  });

  test('S14: an internal load balancer over all zones', () => {
    expect(values('alicloud_nlb_load_balancer')).toMatchObject([
      {
        load_balancer_name: 'kafka-nlb',
        address_type: 'Intranet',
        address_ip_version: 'Ipv4',
        cross_zone_enabled: true,
        zone_mappings: ['a', 'b', 'c'].map((letter) => ({
          zone_id: `ap-southeast-1${letter}`,
          vswitch_id: `\${alicloud_vswitch.network_ap-southeast-1${letter}.id}`,
        })),
      },
    ]);
  });

  test('S15: a server group for bootstrap and one for each broker, all on 39092', () => {
    expect(values('alicloud_nlb_server_group').map((group) => group['server_group_name'])).toEqual([
      'bootstrap-server-group',
      'broker-server-group-1',
      'broker-server-group-2',
      'broker-server-group-3',
    ]);
    for (const group of values('alicloud_nlb_server_group')) {
      expect(group).toMatchObject({
        server_group_type: 'Instance',
        protocol: 'TCP',
        preserve_client_ip_enabled: false,
      });
    }
    const backends = values('alicloud_nlb_server_group_server_attachment').map((backend) => [
      backend['server_group_id'],
      backend['server_id'],
      backend['port'],
    ]);
    const group = (name: string) => `\${alicloud_nlb_server_group.nlb_${name}_group.id}`;
    const host = (id: number) => `\${alicloud_instance.brokers_${id}_host.id}`;
    expect(backends).toEqual([
      [group('bootstrap'), host(1), 39092],
      [group('bootstrap'), host(2), 39092],
      [group('bootstrap'), host(3), 39092],
      [group('broker-1'), host(1), 39092],
      [group('broker-2'), host(2), 39092],
      [group('broker-3'), host(3), 39092],
    ]);
  });

  test('S16: a TCP listener for bootstrap and one for each broker', () => {
    const listeners = values('alicloud_nlb_listener').map((listener) => [
      listener['listener_protocol'],
      listener['listener_port'],
      listener['server_group_id'],
      listener['proxy_protocol_enabled'],
    ]);
    const group = (name: string) => `\${alicloud_nlb_server_group.nlb_${name}_group.id}`;
    expect(listeners).toEqual([
      ['TCP', 9092, group('bootstrap'), false],
      ['TCP', 9093, group('broker-1'), false],
      ['TCP', 9094, group('broker-2'), false],
      ['TCP', 9095, group('broker-3'), false],
    ]);
  });

  test('S18–S20: an endpoint service in every zone, accepting nothing by itself, for one account', () => {
    const listeners = ['bootstrap', 'broker-1', 'broker-2', 'broker-3'].map(
      (n) => `alicloud_nlb_listener.nlb_${n}_listener`,
    );
    expect(values('alicloud_privatelink_vpc_endpoint_service')).toMatchObject([
      { service_resource_type: 'nlb', auto_accept_connection: false, depends_on: listeners },
    ]);
    const resources = values('alicloud_privatelink_vpc_endpoint_service_resource');
    expect(resources.map((resource) => resource['zone_id'])).toEqual([
      'ap-southeast-1a',
      'ap-southeast-1b',
      'ap-southeast-1c',
    ]);
    for (const resource of resources) {
      expect(resource).toMatchObject({
        resource_type: 'nlb',
        resource_id: '${alicloud_nlb_load_balancer.nlb_load-balancer.id}',
      });
    }
    expect(values('alicloud_privatelink_vpc_endpoint_service_user')).toMatchObject([
      { user_id: '${var.tidb_cloud_account_id}' },
    ]);
  });

  test('names its providers exactly, and its state by a path that fits every machine', () => {
    expect(stack.block('terraform')).toMatchObject({
      backend: { local: { path: '../../../state/kafka/terraform.tfstate' } },
      required_providers: { alicloud: { source: 'aliyun/alicloud', version: '1.289.0' } },
      required_version: '>= 1.5',
    });
  });

  test('outputs what the next steps need, as text to paste', () => {
    expect(Object.keys(stack.block('output')).sort()).toEqual([
      'bastion_private_ip',
      'bastion_public_ip',
      'bootstrap',
      'bootstrap_internal',
      'broker_configuration_sha256',
      'broker_instance_ids',
      'brokers',
      'endpoint_service_id',
      'endpoint_service_name',
      'external_listeners',
      'load_balancer_dns_name',
      'next_steps',
    ]);
    expect(stack.block('output')['next_steps']).toMatchSnapshot();
    expect(stack.block('output')['brokers']).toMatchObject({
      value: {
        2: { internal: '10.0.64.12:9092', external: 'b2.${var.unique_name}.alicloud.plc.tidbcloud.com:9094' },
      },
    });
  });

  test('asks for what only the user knows, and judges it', () => {
    const variables = stack.block('variable') as Record<string, { default?: string; validation: unknown[] }>;
    const asked = Object.keys(variables).filter((name) => variables[name]?.default === undefined);
    expect(asked.sort()).toEqual(['ssh_public_key', 'tidb_cloud_account_id']);
    expect(variables['unique_name']?.default).toBe('unique_name');
    for (const name of [...asked, 'unique_name']) expect(variables[name]?.validation).toHaveLength(1);
  });
});

describe('a second external listener', () => {
  const before = synthesize(deployment());
  const CHANGEFEED = { name: 'CHANGEFEED', port: 39192, bootstrap: 9192, base: 9192 };
  const after = synthesize(deployment(3, { externalListeners: [{ name: 'EXTERNAL' }, CHANGEFEED] }));

  test('leaves every address of the first as it is, and adds these', () => {
    const added = after.addresses.filter((address) => !before.addresses.includes(address));
    expect(before.addresses.filter((address) => !after.addresses.includes(address))).toEqual([]);
    expect(added).toMatchSnapshot();
    for (const address of before.addresses.filter((one) => one.startsWith('alicloud_nlb_'))) {
      expect(after.at(address)).toEqual(before.at(address));
    }
  });

  test('is one of those that the outputs list; the others speak of the first', () => {
    const { external_listeners: all, bootstrap } = after.block('output') as Record<
      string,
      { value: unknown }
    >;
    const at = (id: number, port: number) =>
      `b${id}.\${var.unique_name}.alicloud.plc.tidbcloud.com:${port + id}`;
    expect(all?.value).toEqual({
      EXTERNAL: { bootstrap_port: 9092, brokers: { 1: at(1, 9092), 2: at(2, 9092), 3: at(3, 9092) } },
      CHANGEFEED: { bootstrap_port: 9192, brokers: { 1: at(1, 9192), 2: at(2, 9192), 3: at(3, 9192) } },
    });
    expect(bootstrap?.value).toMatchObject({ changefeed_port: 9092 });
  });
});

describe('brokers that run already', () => {
  test('have exactly the reviewed addresses', () => {
    expect(synthesize(existingDeployment()).addresses).toMatchSnapshot();
  });
});

describe('stability', () => {
  const before = synthesize(deployment(3));

  test('a fourth broker adds its own resources and its place in the bootstrap group, nothing else', () => {
    const after = synthesize(deployment(4));
    const added = after.addresses.filter((address) => !before.addresses.includes(address));
    expect(added).toMatchSnapshot();
    // These wait for everything that the new broker brings.
    const waiting = /^(alicloud_privatelink_|null_resource\.(rollout_(bastion|1_)|brokers_members))/;
    for (const address of before.addresses.filter((a) => !waiting.test(a))) {
      const { user_data, ...rest } = before.at(address);
      expect(after.at(address)).toMatchObject(rest);
      expect(user_data === undefined).toBe(after.at(address)['user_data'] === undefined);
    }
  });

  test('the order of the file does not matter', () => {
    const after = synthesize(deployment(3, { brokers: brokers(3).reverse() }));
    for (const address of before.addresses) expect(after.at(address)).toEqual(before.at(address));
  });
});
