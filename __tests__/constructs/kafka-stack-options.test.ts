import { deployment } from '../support/deployment';
import { synthesize } from './support/synthesized';

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
