import { planCluster } from '../../plan/plan';
import type { ClusterPlan } from '../../plan/types';
import { brokers, deployment, existingDeployment } from '../support/deployment';

const unique = (values: readonly unknown[]) => new Set(values).size === values.length;

describe('the plan of the example', () => {
  const plan = planCluster(deployment());

  test('gives each broker the address, name and ports that follow from its node id', () => {
    expect(
      plan.brokers.map(({ nodeId, name, zone, address, internal, externals: [external] }) => [
        nodeId,
        name,
        zone,
        address,
        `${internal.host}:${internal.port}`,
        `${external.host}:${external.port}`,
      ]),
    ).toEqual([
      [
        1,
        'broker-node1',
        'ap-southeast-1a',
        '10.0.0.11',
        '10.0.0.11:9092',
        'b1.unique_name.alicloud.plc.tidbcloud.com:9093',
      ],
      [
        2,
        'broker-node2',
        'ap-southeast-1b',
        '10.0.64.12',
        '10.0.64.12:9092',
        'b2.unique_name.alicloud.plc.tidbcloud.com:9094',
      ],
      [
        3,
        'broker-node3',
        'ap-southeast-1c',
        '10.0.128.13',
        '10.0.128.13:9092',
        'b3.unique_name.alicloud.plc.tidbcloud.com:9095',
      ],
    ]);
  });

  test('has the bootstrap listener lead to all brokers and every other to one', () => {
    const common = { kafkaListener: 'EXTERNAL', backendPort: 39092 };
    expect(plan.portMappings).toEqual([
      { ...common, port: 9092, serverGroupName: 'bootstrap-server-group', backends: [1, 2, 3] },
      { ...common, nodeId: 1, port: 9093, serverGroupName: 'broker-server-group-1', backends: [1] },
      { ...common, nodeId: 2, port: 9094, serverGroupName: 'broker-server-group-2', backends: [2] },
      { ...common, nodeId: 3, port: 9095, serverGroupName: 'broker-server-group-3', backends: [3] },
    ]);
  });

  test('lists the controllers as quorum voters', () => {
    expect(plan.kafka.quorumVoters).toBe('1@10.0.0.11:29092,2@10.0.64.12:29092,3@10.0.128.13:29092');
  });

  test('keeps the logs below the mount point of the data disk', () => {
    expect(plan.kafka.logDirs.startsWith(`${plan.kafka.dataMount}/`)).toBe(true);
  });

  test('places the bastion', () => {
    expect(plan.bastion).toMatchObject({ zone: 'ap-southeast-1a', address: '10.0.192.10' });
  });

  test('passes a unique name through untouched, such as a token', () => {
    const name = '${TfToken[TOKEN.7]}';
    const hosts = planCluster(deployment(), name).brokers.map((broker) => broker.externals[0].host);
    expect(hosts[1]).toBe(`b2.${name}.alicloud.plc.tidbcloud.com`);
  });
});

describe.each([1, 2, 3, 4, 7, 30, 49])('a plan of %i brokers', (count) => {
  const plan = planCluster(deployment(count));

  test('never uses an address, a name or a port twice', () => {
    expect(plan.brokers).toHaveLength(count);
    expect(unique([...plan.brokers.map((b) => b.address), plan.bastion?.address])).toBe(true);
    expect(unique(plan.brokers.map((b) => b.externals[0].host))).toBe(true);
    expect(unique(plan.portMappings.map((l) => l.port))).toBe(true);
    expect(unique(plan.portMappings.map((l) => l.serverGroupName))).toBe(true);
  });

  test('leads the advertised port of each broker to that broker alone', () => {
    for (const broker of plan.brokers) {
      const listener = plan.portMappings.find(({ port }) => port === broker.externals[0].port);
      expect(listener?.backends).toEqual([broker.nodeId]);
    }
    expect(plan.portMappings[0]?.backends).toEqual(plan.brokers.map((b) => b.nodeId));
  });

  test('makes exactly the controllers voters', () => {
    const voters = plan.kafka.quorumVoters.split(',').map((voter) => Number(voter.split('@')[0]));
    const controllers = plan.brokers.filter((b) => b.roles.includes('controller')).map((b) => b.nodeId);
    expect(voters).toEqual(controllers);
  });

  test('asks for no more replicas than there are brokers, and lets one of three restart', () => {
    const { properties } = plan.kafka;
    expect(properties['default.replication.factor']).toBe(String(Math.min(3, count)));
    expect(properties['offsets.topic.replication.factor']).toBe(String(Math.min(3, count)));
    expect(properties['min.insync.replicas']).toBe(count >= 3 ? '2' : '1');
  });
});

describe('stability', () => {
  const before = planCluster(deployment(4));
  const others = (plan: ClusterPlan, changed: number) => plan.brokers.filter((b) => b.nodeId !== changed);
  const listenersOf = (plan: ClusterPlan, changed: number) =>
    plan.portMappings.filter((l) => l.nodeId !== undefined && l.nodeId !== changed);

  test.each([
    ['adding a broker', planCluster(deployment(5)), 5],
    [
      'removing a broker in the middle',
      planCluster(deployment(4, { brokers: brokers(4).filter((b) => b.id !== 4) })),
      4,
    ],
    [
      'listing the brokers in another order',
      planCluster(deployment(4, { brokers: brokers(4).reverse() })),
      0,
    ],
  ])('%s changes nothing of any other', (_what, after, changed) => {
    expect(others(after, changed)).toEqual(others(before, changed));
    expect(listenersOf(after, changed)).toEqual(listenersOf(before, changed));
    expect(after.kafka.quorumVoters).toBe(before.kafka.quorumVoters);
  });

  test('removing broker 2 of 4 leaves 1, 3 and 4 as they were', () => {
    const after = planCluster(
      deployment(4, { brokers: brokers(4).filter((b) => b.id !== 2), controllers: [1] }),
    );
    const untouched = (plan: ClusterPlan) =>
      plan.brokers
        .filter((b) => b.nodeId !== 2)
        .map(({ address, externals, name }) => ({ address, externals, name }));
    expect(untouched(after)).toEqual(untouched(before));
  });

  test('a further zone changes no broker', () => {
    const zones = [{ id: 'ap-southeast-1d', cidr: '10.0.224.0/20' }, ...deployment().zones];
    expect(planCluster(deployment(4, { zones })).brokers).toEqual(before.brokers);
  });
});

describe('what the file says wins over what follows from the id', () => {
  test('per broker', () => {
    const [first] = planCluster(
      deployment(3, {
        brokerDefaults: { dataDisk: { sizeGiB: 200, encrypted: true } },
        brokers: [
          {
            id: 1,
            zone: 'ap-southeast-1a',
            name: 'kafka-one',
            address: '10.0.0.100',
            externalPort: 19093,
            instanceType: 'ecs.g7.xlarge',
            dataDisk: { sizeGiB: 500 },
          },
          ...brokers(3).slice(1),
        ],
      }),
    ).brokers;
    expect(first).toMatchObject({
      name: 'kafka-one',
      address: '10.0.0.100',
      externals: [{ port: 19093 }],
      instanceType: 'ecs.g7.xlarge',
      dataDisk: { sizeGiB: 500, encrypted: true, category: 'cloud_essd' },
    });
  });

  test('for properties that the plan derives', () => {
    const { properties } = planCluster(
      deployment(3, {
        kafka: {
          clusterId: 'BRl69zcmTFmiPaoaANybiw',
          properties: { 'num.partitions': 12, 'log.retention.hours': 48 },
        },
      }),
    ).kafka;
    expect(properties).toMatchObject({ 'num.partitions': '12', 'log.retention.hours': '48' });
    expect(Object.keys(properties)).toEqual(Object.keys(properties).sort());
  });
});

describe('a second external listener', () => {
  const CHANGEFEED = { name: 'CHANGEFEED', port: 39192, bootstrap: 9192, base: 9200 };
  const before = planCluster(deployment());
  const both = planCluster(deployment(3, { externalListeners: [{ name: 'EXTERNAL' }, CHANGEFEED] }));

  test('changes nothing of the first', () => {
    expect(both.ports).toEqual(before.ports);
    expect(both.brokers.map(({ externals: [first] }) => first)).toEqual(
      before.brokers.map(({ externals: [first] }) => first),
    );
    expect(both.portMappings.slice(0, 4)).toEqual(before.portMappings);
  });

  test('has the same host names on ports of its own', () => {
    expect(both.brokers[1]?.externals).toEqual([
      { listener: 'EXTERNAL', host: 'b2.unique_name.alicloud.plc.tidbcloud.com', port: 9094 },
      { listener: 'CHANGEFEED', host: 'b2.unique_name.alicloud.plc.tidbcloud.com', port: 9202 },
    ]);
    const common = { kafkaListener: 'CHANGEFEED', backendPort: 39192 };
    expect(both.portMappings.slice(4, 6)).toEqual([
      { ...common, port: 9192, serverGroupName: 'bootstrap-server-group-changefeed', backends: [1, 2, 3] },
      {
        ...common,
        nodeId: 1,
        port: 9201,
        serverGroupName: 'broker-server-group-1-changefeed',
        backends: [1],
      },
    ]);
  });

  test('a port of one broker alone is that of EXTERNAL', () => {
    const [first] = planCluster(
      deployment(3, {
        externalListeners: [{ name: 'EXTERNAL' }, CHANGEFEED],
        brokers: [{ id: 1, zone: 'ap-southeast-1a', externalPort: 19093 }, ...brokers(3).slice(1)],
      }),
    ).brokers;
    expect(first?.externals.map(({ port }) => port)).toEqual([19093, 9201]);
  });

  test('left alone, or named first, is the one that is spoken of', () => {
    for (const externalListeners of [[CHANGEFEED], [CHANGEFEED, { name: 'EXTERNAL' }]]) {
      const plan = planCluster(deployment(3, { externalListeners }));
      expect(plan.externalListeners[0]).toMatchObject({ port: 39192, bootstrap: 9192 });
      expect(plan.brokers[0]?.externals[0].port).toBe(9201);
    }
  });
});

describe('the plan of a cluster that runs already', () => {
  const plan = planCluster(existingDeployment({ ports: { internal: 9192 }, controllers: [2, 1] }));

  test('takes its brokers as they are', () => {
    expect(
      plan.brokers.map(({ nodeId, name, address, server, roles }) => [nodeId, name, address, server, roles]),
    ).toEqual([
      [1, 'broker-node1', '10.0.8.11', 'i-1', ['broker', 'controller']],
      [2, 'broker-node2', '10.0.8.12', 'i-2', ['broker', 'controller']],
      [3, 'broker-node3', '10.0.8.13', 'i-3', ['broker']],
    ]);
    expect(plan.brokers[0]?.internal).toEqual({ host: '10.0.8.11', port: 9192 });
  });

  test('leads to them as to any others', () => {
    const { portMappings } = planCluster(deployment());
    expect(plan.portMappings).toEqual(portMappings);
    expect(plan.brokers.map(({ externals: [first] }) => first)).toEqual(
      planCluster(deployment()).brokers.map(({ externals: [first] }) => first),
    );
  });

  test('knows nothing of hosts that are not ours', () => {
    expect(plan).not.toHaveProperty('kafka');
    expect(plan).not.toHaveProperty('removed');
    expect(plan.ports).not.toHaveProperty('controller');
    expect(plan).toMatchObject({ mode: 'kraft', targets: 'servers', hosts: undefined });
    expect(plan.bastion).toBeUndefined();
  });

  test('tells how its brokers are reached, with what the file leaves out', () => {
    const hosts = { serverProperties: '/etc/kafka/server.properties', kafkaHome: '/opt/kafka' };
    const { hosts: planned } = planCluster(existingDeployment({ existing: { hosts } }));
    expect(planned).toEqual({ ...hosts, user: 'root', port: 22, sudo: false, service: 'kafka.service' });
  });
});
