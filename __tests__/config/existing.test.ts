import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { parse } from 'yaml';
import { judge, judgeRows, problemsOf } from './support/judge';

/** A cluster that runs already, whose file draws no error and no warning. */
const RUNNING = {
  name: 'kafka-existing',
  cluster: 'existing',
  vpc: { id: 'vpc-1', cidr: '10.0.0.0/16' },
  zones: [
    { id: 'ap-southeast-1a', cidr: '10.0.0.0/24', vswitchId: 'vsw-1' },
    { id: 'ap-southeast-1b', cidr: '10.0.1.0/24', vswitchId: 'vsw-2' },
  ],
  brokers: [
    { id: 1, zone: 'ap-southeast-1a', address: '10.0.8.11', server: 'i-1' },
    { id: 2, zone: 'ap-southeast-1b', address: '10.0.9.12', server: 'eni-2' },
  ],
  existing: {
    securityGroupId: 'sg-1',
    hosts: { serverProperties: '/etc/kafka/server.properties', kafkaHome: '/opt/kafka' },
  },
};
const withoutServers = { 'brokers[0].server': undefined, 'brokers[1].server': undefined };

describe('a cluster that runs already', () => {
  judgeRows(
    'error',
    [
      ['as it is', {}, []],
      ['with addresses only', withoutServers, []],
      ['done by hand', { 'existing.hosts': undefined }, []],
      ['controllers of its own', { controllers: [1] }, []],
      ['ids from 0', { 'brokers[0].id': 0, 'brokers[0].externalPort': 9200 }, []],
      ['ids that ZooKeeper has given', { 'brokers[0].id': 1001, 'existing.mode': 'zookeeper' }, []],
      [
        'id 0 takes the bootstrap port by convention',
        { 'brokers[0].id': 0 },
        ['brokers[0].id: has the same load balancer port 9092 as ports.bootstrap'],
      ],
      [
        'what is needed of the network and of each broker',
        {
          vpc: {},
          'zones[1].vswitchId': undefined,
          'brokers[0].address': undefined,
          brokers: [{ zone: 'ap-southeast-1a' }],
        },
        [
          'vpc.id: is missing',
          'vpc.cidr: is missing',
          'zones[1].vswitchId: is missing',
          'brokers[0].id: is missing',
          'brokers[0].address: is missing',
        ],
      ],
      [
        'how clients reach it is its own affair: no login, no TLS',
        {
          externalListeners: [
            {
              name: 'EXTERNAL',
              tls: { serverName: 'a.example.com' },
              authentication: { mechanism: 'plain' },
            },
          ],
        },
        [
          'externalListeners[0].tls: is only for files with cluster: new',
          'externalListeners[0].authentication: is only for files with cluster: new',
        ],
      ],
      [
        'some servers only',
        { 'brokers[1].server': undefined },
        ['brokers[1].server: is missing, but other brokers have one'],
      ],
      [
        'one server for two brokers, one address too',
        { 'brokers[1].server': 'i-1', 'brokers[1].address': '10.0.8.11' },
        [
          'brokers[1].address: is also the address of brokers[0]',
          'brokers[1].server: is also the server of brokers[0]',
        ],
      ],
      ['a server of another kind', { 'brokers[0].server': 'rds-1' }, ['brokers[0].server: is not valid']],
      [
        'a quorum with ZooKeeper',
        { controllers: [1], 'existing.mode': 'zookeeper' },
        ['controllers: has the controllers of a quorum, but the cluster is in ZooKeeper mode'],
      ],
      ['a controller that is no broker', { controllers: [3] }, ['controllers[0]: is not the id of a broker']],
      [
        'a user without the right',
        { 'existing.hosts.user': 'ops' },
        ['existing.hosts.sudo: is false, and user ops may not restart Kafka'],
      ],
      ['a user with it', { 'existing.hosts.user': 'ops', 'existing.hosts.sudo': true }, []],
      [
        'paths that a shell would read otherwise',
        {
          'existing.hosts.kafkaHome': '/opt/$(reboot)',
          'existing.hosts.serverProperties': 'server.properties',
        },
        ['existing.hosts.serverProperties: is not valid', 'existing.hosts.kafkaHome: is not valid'],
      ],
      [
        'EXTERNAL on the port of INTERNAL',
        { ports: { internal: 39092 } },
        ['ports.external: is also ports.internal'],
      ],
      ['a stage', { stage: 'link' }, ['stage: is not valid']],
    ],
    RUNNING,
  );

  judgeRows(
    'warning',
    [
      ['as it is', {}, []],
      [
        'nobody opens the port',
        { 'existing.securityGroupId': undefined },
        [
          'existing.securityGroupId: is not set: Terraform does not allow the load balancer (10.0.0.0/24, 10.0.1.0/24) to reach the brokers',
        ],
      ],
      [
        'a broker outside the range of the VPC',
        { 'brokers[0].address': '172.16.0.11' },
        ['brokers[0].address: is outside 10.0.0.0/16, the range of the VPC'],
      ],
    ],
    RUNNING,
  );

  test('what only a new cluster has is refused, key by key and all at once', () => {
    const only = {
      bastion: false,
      image: { id: 'm-1' },
      systemDiskCategory: 'cloud_essd',
      keyPair: {},
      kafka: {},
      brokerDefaults: {},
      removed: [],
      security: {},
      rollout: {},
      maintain: 1,
      replace: 1,
      destroyable: true,
      'ports.controller': 29092,
      'vpc.name': 'mine',
      'zones[0].vswitchName': 'mine',
      'brokers[0].instanceType': 'ecs.g7.large',
      'brokers[0].dataDisk': {},
      'brokers[0].leaving': true,
    };
    const refused = problemsOf(only, 'error', RUNNING);
    expect([...refused].sort()).toEqual(
      Object.keys(only)
        .map((path) => `${path}: is only for files with cluster: new`)
        .sort(),
    );
  });
});

describe('a new cluster', () => {
  test.each([
    ['existing', { existing: {} }],
    ['brokers[0].server', { 'brokers[0].server': 'i-1' }],
  ])('has no %s', (path, changes) => {
    expect(problemsOf(changes, 'error')).toEqual([`${path}: is only for files with cluster: existing`]);
  });

  judgeRows('error', [
    ['has ids from 1', { 'brokers[0].id': 0, controllers: [2] }, ['brokers[0].id: is too small']],
    ['needs its Kafka', { kafka: undefined }, ['kafka: is missing']],
    ['needs its controllers', { controllers: undefined }, ['controllers: is missing']],
  ]);
});

test('a cluster of neither kind is told which there are', () => {
  expect(judge('cluster: old')).toContainEqual(
    expect.objectContaining({ path: ['cluster'], message: 'is not valid', allowed: 'one of new, existing' }),
  );
});

test('editors are told the same of each kind', () => {
  const read = (path: string) => readFileSync(join(__dirname, '../..', path), 'utf8');
  const valid = new Ajv({ strict: false }).compile(JSON.parse(read('config/schema.json')) as object);
  const kafkaYaml = parse(read('kafka.yaml')) as object;
  expect([RUNNING, kafkaYaml].map((file) => valid(file))).toEqual([true, true]);
  const mixed = [
    { ...RUNNING, kafka: {} },
    { ...RUNNING, cluster: 'new' },
    { ...kafkaYaml, cluster: 'existing' },
    { ...kafkaYaml, kafka: undefined },
  ];
  expect(mixed.map((file) => valid(JSON.parse(JSON.stringify(file))))).toEqual([false, false, false, false]);
});
