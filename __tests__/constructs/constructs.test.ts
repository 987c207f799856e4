import { AlicloudProvider } from '@cdktf/provider-alicloud/lib/provider';
import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { Testing, TerraformStack } from 'cdktf';
import { OwnStack } from '../../examples/own-stack';
import { Bastion } from '../../constructs/hosts/bastion';
import { BrokerFleet, type BrokerFleetProps } from '../../constructs/hosts/broker-fleet';
import { BrokerNlb } from '../../constructs/link/broker-nlb';
import { EndpointService } from '../../constructs/link/endpoint-service';
import { HostImage } from '../../constructs/hosts/host-image';
import { KeyPair } from '../../constructs/hosts/key-pair';
import { type IKafkaVpc, KafkaVpc } from '../../constructs/network/kafka-vpc';
import { planCluster } from '../../plan/plan';
import { renderBastionUserData } from '../../templates/user-data';
import { deployment } from '../support/deployment';
import { Synthesized } from './support/synthesized';

/** A user's own stack: names come from cdktf, so resources are found by type. */
function ownStack(build: (stack: TerraformStack) => void): Synthesized {
  const stack = new TerraformStack(Testing.app(), 'own');
  new AlicloudProvider(stack, 'alicloud', { region: 'ap-southeast-1' });
  new NullProvider(stack, 'null');
  build(stack);
  return new Synthesized(stack);
}
const values = (stack: Synthesized, type: string) => Object.values(stack.all(type));

const vpc: IKafkaVpc = {
  vpcId: 'vpc-1',
  cidr: '10.0.0.0/16',
  vswitches: [
    { zone: 'ap-southeast-1a', cidr: '10.0.0.0/18', vswitchId: 'vsw-a' },
    { zone: 'ap-southeast-1b', cidr: '10.0.64.0/18', vswitchId: 'vsw-b' },
  ],
};

describe('KafkaVpc', () => {
  test('creates the VPC and one vSwitch a zone', () => {
    const stack = ownStack((scope) => {
      new KafkaVpc(scope, 'network', {
        name: 'Kafka',
        cidr: '10.0.0.0/16',
        zones: [{ id: 'ap-southeast-1a', cidr: '10.0.0.0/18', vswitchName: 'kafka-a' }],
      });
    });
    expect(values(stack, 'alicloud_vpc')).toMatchObject([{ vpc_name: 'Kafka' }]);
    expect(values(stack, 'alicloud_vswitch')).toMatchObject([
      { vswitch_name: 'kafka-a', zone_id: 'ap-southeast-1a' },
    ]);
  });

  test('fromExisting creates nothing that exists', () => {
    const stack = ownStack((scope) => {
      KafkaVpc.fromExisting(scope, 'network', {
        vpcId: 'vpc-1',
        cidr: '10.0.0.0/16',
        zones: [
          { id: 'ap-southeast-1a', cidr: '10.0.0.0/18', vswitchName: 'a', vswitchId: 'vsw-a' },
          { id: 'ap-southeast-1b', cidr: '10.0.64.0/18', vswitchName: 'b' },
        ],
      });
    });
    expect(values(stack, 'alicloud_vpc')).toEqual([]);
    expect(values(stack, 'alicloud_vswitch')).toMatchObject([{ vpc_id: 'vpc-1', vswitch_name: 'b' }]);
  });
});

describe('BrokerNlb', () => {
  const portMappings = [
    {
      nodeId: 7,
      kafkaListener: 'EXTERNAL',
      port: 9099,
      serverGroupName: 'broker-7',
      backends: [7],
      backendPort: 39092,
    },
  ];

  test('works without backends: ports first, brokers later', () => {
    const stack = ownStack((scope) => {
      new BrokerNlb(scope, 'nlb', { vpc, name: 'nlb', portMappings });
    });
    expect(values(stack, 'alicloud_nlb_listener')).toMatchObject([
      { listener_port: 9099, idle_timeout: 900 },
    ]);
    expect(values(stack, 'alicloud_nlb_server_group_server_attachment')).toEqual([]);
    expect(values(stack, 'alicloud_security_group')).toEqual([]);
  });

  test('tells the load balancer the address of a backend, which it would not follow', () => {
    const stack = ownStack((scope) => {
      const backends = new Map([[7, { instanceId: 'i-7', privateIp: '10.0.0.17' }]]);
      new BrokerNlb(scope, 'nlb', { vpc, name: 'nlb', portMappings, backends });
    });
    expect(values(stack, 'alicloud_nlb_server_group_server_attachment')).toMatchObject([
      { server_id: 'i-7', server_ip: '10.0.0.17', server_type: 'Ecs', port: 39092 },
    ]);
  });

  test('with named sources gets a security group that ends in an explicit deny', () => {
    const stack = ownStack((scope) => {
      new BrokerNlb(scope, 'nlb', {
        vpc,
        name: 'nlb',
        portMappings,
        allowFrom: ['10.9.0.0/16'],
      });
    });
    expect(values(stack, 'alicloud_nlb_load_balancer')[0]?.['security_group_ids']).toHaveLength(1);
    const rules = values(stack, 'alicloud_security_group_rule').map((rule) => [
      rule['policy'],
      rule['ip_protocol'],
      rule['cidr_ip'],
      rule['priority'],
    ]);
    expect(rules.sort()).toEqual([
      ['accept', 'icmp', '0.0.0.0/0', 1],
      ['accept', 'tcp', '10.9.0.0/16', 1],
      ['drop', 'all', '0.0.0.0/0', 100],
    ]);
  });
});

describe('EndpointService', () => {
  const props = {
    loadBalancerId: 'nlb-1',
    zones: ['ap-southeast-1a', 'ap-southeast-1b'],
    listeners: [],
    consumerAccountId: '1234567890123456',
    description: 'Kafka',
    payer: 'Endpoint' as const,
  };

  test('offers the load balancer once in each zone', () => {
    const stack = ownStack((scope) => new EndpointService(scope, 'service', props));
    expect(
      values(stack, 'alicloud_privatelink_vpc_endpoint_service_resource').map((r) => r['zone_id']),
    ).toEqual(props.zones);
    expect(values(stack, 'alicloud_privatelink_vpc_endpoint_connection')).toEqual([]);
  });

  test('accepts the endpoints that are named', () => {
    const stack = ownStack(
      (scope) => new EndpointService(scope, 'service', { ...props, acceptedEndpoints: ['ep-1'] }),
    );
    expect(values(stack, 'alicloud_privatelink_vpc_endpoint_connection')).toMatchObject([
      { endpoint_id: 'ep-1' },
    ]);
  });
});

describe('Bastion and BrokerFleet', () => {
  const plan = planCluster(deployment(4));

  function fleet(build: (scope: TerraformStack, image: HostImage) => Partial<BrokerFleetProps>): Synthesized {
    return ownStack((scope) => {
      const image = new HostImage(scope, 'image', { imageId: 'aliyun_3.vhd' });
      const network = new KafkaVpc(scope, 'network', { ...plan.vpc, zones: plan.zones });
      const access = { profile: 'least', internalClients: [], externalTestClients: [], sshFrom: [] } as const;
      new BrokerFleet(scope, 'brokers', {
        ...{
          plan,
          vpc: network,
          image,
          keyPairName: 'mine',
          options: { systemDiskCategory: 'cloud_essd' },
          access,
        },
        ...build(scope, image),
      });
    });
  }

  test('work in a stack of your own', () => {
    const stack = fleet((scope, image) => {
      if (!plan.bastion) throw new Error('the plan has no bastion');
      const network = { vpcId: 'vpc-1', cidr: '10.0.0.0/16', vswitches: [] };
      const bastion = new Bastion(scope, 'bastion', {
        ...{
          vpc: network,
          bastion: plan.bastion,
          image,
          options: { systemDiskCategory: 'cloud_essd' },
          keyPairName: 'mine',
        },
        userData: renderBastionUserData(plan),
      });
      return { bastion };
    });
    const names = values(stack, 'alicloud_instance').map((instance) => instance['instance_name']);
    expect(names.sort()).toEqual([
      'bastion-node',
      'broker-node1',
      'broker-node2',
      'broker-node3',
      'broker-node4',
    ]);
  });

  test('protect the brokers unless told otherwise', () => {
    const protection = (stack: Synthesized) =>
      values(stack, 'alicloud_instance').map((i) => i['deletion_protection']);
    expect(protection(fleet(() => ({})))).toEqual([true, true, true, true]);
    expect(protection(fleet(() => ({ protect: false })))).toEqual([false, false, false, false]);
  });

  test('refuse a broker in a zone without a vSwitch', () => {
    expect(() => fleet(() => ({ vpc: { ...vpc, vswitches: vpc.vswitches.slice(0, 1) } }))).toThrow(
      'broker 2 is in ap-southeast-1b, where the VPC has no vSwitch',
    );
  });
});

describe('HostImage', () => {
  test('takes an id as it is', () => {
    const stack = ownStack((scope) => {
      expect(new HostImage(scope, 'image', { imageId: 'aliyun_3.vhd' })).toMatchObject({
        imageId: 'aliyun_3.vhd',
        lookedUp: false,
      });
    });
    expect(stack.block('data')).toEqual({});
  });

  test('looks the newest system image up by its name', () => {
    const stack = ownStack((scope) => new HostImage(scope, 'image', { nameRegex: '^aliyun_3' }));
    expect(Object.values(stack.block('data')['alicloud_images'] as object)).toMatchObject([
      { name_regex: '^aliyun_3', owners: 'system', most_recent: true },
    ]);
  });

  test.each([{}, { imageId: 'a', nameRegex: 'b' }])('refuses %j', (props) => {
    expect(() => ownStack((scope) => new HostImage(scope, 'image', props))).toThrow(
      'exactly one of imageId and nameRegex',
    );
  });
});

test('the example of an own stack synthesizes', () => {
  const stack = new Synthesized(new OwnStack(Testing.app(), 'own-stack'));
  expect(values(stack, 'alicloud_nlb_listener').map((listener) => listener['listener_port'])).toEqual([
    9092, 9093, 9094,
  ]);
  expect(stack.block('terraform')).toMatchObject({
    backend: { local: { path: '../../../state/own-stack/terraform.tfstate' } },
  });
});

describe('KeyPair', () => {
  const stack = ownStack((scope) => {
    new KeyPair(scope, 'access', { name: 'kafka', publicKey: 'ssh-ed25519 AAAA me' });
  });

  test('stays as it was created: a pair in use can be neither changed nor deleted', () => {
    expect(values(stack, 'alicloud_ecs_key_pair')).toMatchObject([
      { key_pair_name: 'kafka', lifecycle: { ignore_changes: ['key_pair_name', 'public_key'] } },
    ]);
  });

  test('warns of another name or key', () => {
    const [check] = Object.values(stack.block('check'));
    expect(check).toMatchObject({
      assert: [{ error_message: expect.stringContaining('terraform state rm alicloud_ecs_key_pair.') }],
    });
  });
});
