import { resolve } from 'node:path';
import { parse } from 'yaml';
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

describe('S7: what the user data of kafka.yaml writes as server.properties', () => {
  const stack = synthesize(kafkaYaml);

  test.each([
    [1, '10.0.0.11', 9093],
    [2, '10.0.64.12', 9094],
    [3, '10.0.128.13', 9095],
  ])('broker %i: the keys and values of the document', (id, address, port) => {
    const userData = stack.text(`brokers_${id}_user-data`);
    const { write_files } = parse(userData.replace('${local.host-keys_broker-node' + id + '}\n', '')) as {
      write_files: { path: string; content: string }[];
    };
    const file = write_files.find(({ path }) => path === '/etc/kafka/server.properties');
    const lines = (file?.content ?? '').trimEnd().split('\n');
    const properties = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));
    expect(properties).toMatchObject({
      'process.roles': 'broker,controller',
      'node.id': String(id),
      'controller.quorum.voters': '1@10.0.0.11:29092,2@10.0.64.12:29092,3@10.0.128.13:29092',
      listeners: 'INTERNAL://0.0.0.0:9092,CONTROLLER://0.0.0.0:29092,EXTERNAL://0.0.0.0:39092',
      'inter.broker.listener.name': 'INTERNAL',
      'advertised.listeners': `INTERNAL://${address}:9092,EXTERNAL://b${id}.\${var.unique_name}.alicloud.plc.tidbcloud.com:${port}`,
      'controller.listener.names': 'CONTROLLER',
      'listener.security.protocol.map':
        'INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT,EXTERNAL:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL',
      'log.dirs': '/var/lib/kafka/data',
    });
  });
});

describe('protection', () => {
  const protectedTypes = [
    'alicloud_instance.brokers_2_host',
    'alicloud_ecs_disk.brokers_2_data-disk',
    'null_resource.brokers_2_identity_pin',
    'null_resource.brokers_cluster_pin',
  ];

  test.each(protectedTypes)('%s cannot be destroyed', (address) => {
    expect(synthesize(deployment()).at(address)).toMatchObject({ lifecycle: { prevent_destroy: true } });
  });

  test.each(protectedTypes)('%s can, once the deployment is destroyable', (address) => {
    const found = synthesize(deployment(3, { destroyable: true })).at(address);
    expect(found['lifecycle'] ?? {}).not.toHaveProperty('prevent_destroy');
    expect(found['deletion_protection'] ?? false).toBe(false);
  });

  test('pins what a living cluster cannot survive changing', () => {
    const stack = synthesize(deployment());
    expect(stack.at('null_resource.brokers_cluster_pin')['triggers']).toEqual({
      cluster_id: 'BRl69zcmTFmiPaoaANybiw',
      log_dirs: '/var/lib/kafka/data',
      quorum_voters: '1@10.0.0.11:29092,2@10.0.64.12:29092,3@10.0.128.13:29092',
    });
    expect(stack.at('null_resource.brokers_2_identity_pin')['triggers']).toEqual({
      zone: 'ap-southeast-1b',
      address: '10.0.64.12',
      roles: 'broker,controller',
    });
  });

  test('maintenance lifts the ignored changes of one broker alone', () => {
    const stack = synthesize(deployment(3, { maintain: 2, image: { id: 'aliyun_3.vhd' } }));
    const ignored = (id: number) => {
      const { ignore_changes } = stack.at(`alicloud_instance.brokers_${id}_host`)['lifecycle'] as {
        ignore_changes?: string[];
      };
      return ignore_changes ?? [];
    };
    expect(ignored(1)).toContain('instance_type');
    expect(ignored(2)).toEqual(['system_disk_encrypted']);
    expect(ignored(3)).toContain('instance_type');
    expect(stack.at('alicloud_instance.brokers_2_host')).toMatchObject({
      lifecycle: { prevent_destroy: true },
    });
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

describe('stage link', () => {
  const config = deployment();
  const link = synthesize({ ...config, stage: 'link' });
  const full = synthesize(config);

  test('builds no host', () => {
    expect(link.all('alicloud_instance')).toEqual({});
    expect(link.block('variable')).not.toHaveProperty('ssh_public_key');
  });

  test('has nothing that the full stage would change or remove', () => {
    for (const address of link.addresses) expect(full.at(address)).toEqual(link.at(address));
  });

  test('already offers every port and the service', () => {
    expect(Object.keys(link.all('alicloud_nlb_listener'))).toHaveLength(4);
    expect(Object.keys(link.all('alicloud_privatelink_vpc_endpoint_service'))).toHaveLength(1);
  });
});

describe('brokers that run already', () => {
  const stack = synthesize(existingDeployment());
  const links = synthesize({ ...deployment(), stage: 'link' });
  const servers = (config = existingDeployment()) => {
    const own = synthesize(config);
    const backends = Object.values(own.all('alicloud_nlb_server_group_server_attachment'));
    return {
      types: [
        ...new Set(
          Object.values(own.all('alicloud_nlb_server_group')).map((one) => one['server_group_type']),
        ),
      ],
      first: [backends[0]].map((one) => [one?.['server_type'], one?.['server_id'], one?.['server_ip']])[0],
    };
  };

  test('have exactly the reviewed addresses', () => {
    expect(stack.addresses).toMatchSnapshot();
  });

  test('have the addresses of every other link, and nothing is made for hosts', () => {
    const shared = /\.(nlb|endpoint-service)_/;
    expect(stack.addresses.filter((address) => shared.test(address) && !/_backend-/.test(address))).toEqual(
      links.addresses.filter((address) => shared.test(address)),
    );
    expect(Object.keys(stack.block('provider'))).toEqual(['alicloud']);
    expect(Object.keys(stack.block('variable')).sort()).toEqual(['tidb_cloud_account_id', 'unique_name']);
    expect(stack.block('data')).toEqual({});
  });

  test('have the outputs of the first stage, whose last step speaks of their listener', () => {
    const outputs = stack.block('output') as Record<string, { value: unknown }>;
    expect(Object.keys(outputs)).toEqual(Object.keys(links.block('output')));
    expect(outputs['next_steps']?.value).toMatch(/npx kafka-link expose .*docs\/existing-cluster\.md/);
  });

  test('are backends by instance, by network interface, or by address alone', () => {
    const withServers = (server?: string) => {
      const config = existingDeployment();
      return servers({
        ...config,
        brokers: config.brokers.map((broker, index) => ({
          ...broker,
          server: server && `${server}${index}`,
        })),
      });
    };
    expect(servers()).toEqual({ types: ['Instance'], first: ['Ecs', 'i-1', '10.0.8.11'] });
    expect(withServers('eni-')).toEqual({ types: ['Instance'], first: ['Eni', 'eni-0', '10.0.8.11'] });
    expect(withServers()).toEqual({ types: ['Ip'], first: ['Ip', '10.0.8.11', '10.0.8.11'] });
  });

  test('their group gets a rule for each external listener and vSwitch of the load balancer, only where it is named', () => {
    const rule = (input: object) =>
      synthesize(existingDeployment({ ...input })).all('alicloud_security_group_rule');
    expect(rule({ existing: {} })).toEqual({});
    const changefeed = { name: 'CHANGEFEED', port: 39192, bootstrap: 9192, base: 9192 };
    const rules = rule({ externalListeners: [{ name: 'EXTERNAL' }, changefeed] });
    expect(Object.keys(rules)).toEqual(['admission_from-load-balancer']);
    const { for_each: each, security_group_id: group } = rules['admission_from-load-balancer'] ?? {};
    expect(group).toBe('sg-1');
    const expected = [['external', 39092] as const, ['changefeed', 39192] as const].flatMap(
      ([listener, port]) =>
        ['a', 'b', 'c'].map((zone, index) => {
          const description = `${listener} from load balancer ap southeast 1${zone}`;
          const value = { ports: `${port}/${port}`, cidr: `10.0.${index}.0/24`, description };
          return [`${listener}-ap-southeast-1${zone}`, value];
        }),
    );
    expect(each).toEqual(Object.fromEntries(expected));
  });
});

describe('stability', () => {
  const before = synthesize(deployment(3));

  test('a fourth broker adds its own resources and its place in the bootstrap group, nothing else', () => {
    const after = synthesize(deployment(4));
    const added = after.addresses.filter((address) => !before.addresses.includes(address));
    expect(added).toMatchSnapshot();
    // These wait for everything that the new broker brings.
    const waiting = /^(alicloud_privatelink_|null_resource\.(rollout_bastion|brokers_members))/;
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

describe('options', () => {
  test('no bastion, no rule or output for one', () => {
    const stack = synthesize(
      deployment(3, { bastion: false, kafka: { ...deployment().kafka, delivery: 'url' } }),
    );
    expect(stack.addresses.filter((address) => address.includes('bastion'))).toEqual([]);
    expect(Object.keys(stack.block('output')).filter((name) => name.includes('bastion'))).toEqual([]);
  });

  test('an existing VPC is used, and only the missing vSwitches are created', () => {
    const zones = deployment().zones.map((zone, index) =>
      index < 2 ? { ...zone, vswitchId: `vsw-${index}` } : zone,
    );
    const stack = synthesize(deployment(3, { vpc: { id: 'vpc-mine', cidr: '10.0.0.0/16' }, zones }));
    expect(stack.all('alicloud_vpc')).toEqual({});
    expect(Object.keys(stack.all('alicloud_vswitch')).sort()).toEqual([
      'bastion_vswitch',
      'network_ap-southeast-1c',
    ]);
    expect(stack.at('alicloud_instance.brokers_1_host')['vswitch_id']).toBe('vsw-0');
    expect(stack.at('alicloud_nlb_load_balancer.nlb_load-balancer')['vpc_id']).toBe('vpc-mine');
  });

  test('tags and the resource group reach whatever takes them', () => {
    const stack = synthesize(deployment(3, { tags: { team: 'data' }, resourceGroupId: 'rg-1' }));
    for (const type of [
      'alicloud_vpc',
      'alicloud_instance',
      'alicloud_ecs_disk',
      'alicloud_nlb_load_balancer',
      'alicloud_security_group',
    ]) {
      for (const resource of Object.values(stack.all(type))) {
        expect(resource).toMatchObject({ tags: { team: 'data' }, resource_group_id: 'rg-1' });
      }
    }
    expect(stack.at('alicloud_vswitch.network_ap-southeast-1a')).toMatchObject({ tags: { team: 'data' } });
    expect(JSON.stringify(stack.block('data'))).not.toContain('rg-1');
    expect(JSON.stringify(stack.block('data'))).not.toContain('team');
  });

  test('any backend takes its arguments as they are', () => {
    const backend = { type: 'oss', bucket: 'state', prefix: 'kafka', encrypt: true };
    expect(synthesize(deployment(3, { backend })).block('terraform')).toMatchObject({
      backend: { oss: { bucket: 'state', prefix: 'kafka', encrypt: true } },
    });
  });

  test('values of the file become the defaults of the variables', () => {
    const publicKey = 'ssh-ed25519 AAAA me@example.com';
    const stack = synthesize(
      deployment(3, {
        tidbCloud: { accountId: '1234567890123456', uniqueName: 'abc' },
        keyPair: { publicKey },
      }),
    );
    expect(stack.block('variable')).toMatchObject({
      unique_name: { default: 'abc' },
      tidb_cloud_account_id: { default: '1234567890123456' },
      ssh_public_key: { default: publicKey },
    });
  });
});
