import fc from 'fast-check';
import { stringify } from 'yaml';

type Fields = Record<string, unknown>;

/** Mostly sound values, each drawn on its own: what does not go together is left for the rules to find. */
const ports = fc.record(
  {
    controller: fc.constantFrom(29092, 19093, 9093),
    internal: fc.constantFrom(9092, 9094, 39092),
    external: fc.constantFrom(39092, 49092, 22),
    bootstrap: fc.constantFrom(9092, 19092, 9095),
    externalBase: fc.constantFrom(9092, 20000, 65000),
  },
  { requiredKeys: [] },
);

const externalListeners = fc.constantFrom(
  [{ name: 'EXTERNAL', tls: { serverName: 'kafka.example.com' } }],
  [
    { name: 'EXTERNAL' },
    { name: 'NEW', port: 39192, bootstrap: 19192, base: 19192, tls: { serverName: 'a.b' } },
  ],
  [{ name: 'EXTERNAL', tls: { serverName: 'kafka' } }],
);

const plainBastion = fc.constant({ zone: 'ap-southeast-1a', cidr: '10.0.192.0/18' });

const bastion = fc.record(
  {
    zone: fc.constantFrom('ap-southeast-1a', 'ap-southeast-1b'),
    cidr: fc.constantFrom('10.0.192.0/18', '10.0.255.0/28', '10.0.0.0/24'),
    allowSshFrom: fc.constantFrom(['0.0.0.0/0'], ['203.0.113.0/24']),
    address: fc.constantFrom('10.0.192.20', '10.0.255.5'),
  },
  { requiredKeys: ['zone', 'cidr'] },
);

const properties = fc.dictionary(
  fc.constantFrom(
    'log.retention.hours',
    'num.partitions',
    'min.insync.replicas',
    'listeners',
    'sasl.jaas.config',
  ),
  fc.constantFrom<unknown>(1, 2, 72, true, 'text', '${x}', 'a\nb'),
  { maxKeys: 2 },
);

const metrics = fc.record(
  {
    port: fc.constantFrom(7071, 9092, 22),
    allowFrom: fc.constantFrom(['10.1.0.0/24'], ['10.1.0.0/24', '10.1.0.0/24'], ['0.0.0.0/0'], []),
    exporter: fc.constantFrom(
      { url: 'http://10.0.0.9/agent.jar', sha256: 'c'.repeat(64) },
      { url: 'http://10.0.0.9/agent.jar' },
    ),
  },
  { requiredKeys: ['allowFrom'] },
);

const zonesOf = (count: number, size: 18 | 24 | 29): Fields[] =>
  ['a', 'b', 'c'].slice(0, count).map((letter, index) => ({
    id: `ap-southeast-1${letter}`,
    cidr: `10.0.${index * 64}.0/${size}`,
  }));

const broker = (zones: number) =>
  fc.record(
    {
      id: fc.integer({ min: 1, max: 60 }),
      zone: fc.constantFrom(...['a', 'b', 'c'].slice(0, zones).map((letter) => `ap-southeast-1${letter}`)),
      name: fc.constantFrom('kafka-a', 'kafka-b'),
      address: fc.constantFrom('10.0.0.11', '10.0.64.100', '10.0.0.2'),
      externalPort: fc.constantFrom(9093, 9200, 30000),
      leaving: fc.boolean(),
    },
    { requiredKeys: ['id', 'zone'] },
  );

/** Of each field mostly the plain one: a file with many oddities is all but never valid. */
const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: odd });
const rarely = <T>(odd: fc.Arbitrary<T>) => mostly<T | undefined>(fc.constant(undefined), odd);

const sound = fc
  .record({
    zones: fc.constantFrom(2, 3, 3, 3),
    size: mostly<18 | 24 | 29>(fc.constant(18), fc.constantFrom(24, 29)),
  })
  .chain(({ zones, size }) =>
    fc.record({
      name: fc.constantFrom('kafka', 'orders-2'),
      stage: rarely(fc.constant('link')),
      zones: fc.constant(zonesOf(zones, size)),
      bastion: mostly<unknown>(plainBastion, fc.oneof(bastion, fc.constant(false))),
      kafka: fc.record({
        clusterId: fc.constant('BRl69zcmTFmiPaoaANybiw'),
        delivery: rarely(fc.constantFrom('url', 'image')),
        heapMiB: rarely(fc.integer({ min: 200, max: 4096 })),
        properties: rarely(properties),
        metrics: rarely(metrics),
        internalTls: rarely(fc.boolean()),
      }),
      ports: rarely(ports),
      externalListeners: rarely(externalListeners),
      brokers: fc.uniqueArray(plain(zones), { minLength: 1, maxLength: 9, selector: ({ id }) => id }),
      odd: rarely(broker(zones)),
      controllers: fc.constantFrom(1, 1, 1, 3, 3, 3, 3, 5, 2),
      tidbCloud: rarely(fc.constant({ uniqueName: 'abc', accountId: '1234567890123456' })),
      loadBalancer: rarely(fc.constantFrom({ allowFrom: ['10.0.0.0/16'] }, { deletionProtection: true })),
      endpointService: rarely(fc.constantFrom({ payer: 'EndpointService' }, { connectBandwidthMbps: 5 })),
      security: rarely(fc.constantFrom({ profile: 'wide' }, { internalClients: ['10.0.0.0/16'] })),
      rollout: rarely(fc.constantFrom({ via: 'direct' }, { gateTimeoutSeconds: 60 })),
      systemDiskEncrypted: rarely(fc.boolean()),
      metadataTokens: rarely(fc.constantFrom('optional', 'required', 'never')),
      deploymentSets: rarely(fc.boolean()),
      maintain: rarely(fc.integer({ min: 1, max: 60 })),
      destroyable: rarely(fc.boolean()),
    }),
  )
  .map(({ odd, controllers, brokers, ...fields }): Fields => {
    const all = odd ? [...brokers.filter(({ id }) => id !== odd.id), odd] : brokers;
    return { ...fields, brokers: all, controllers: all.slice(0, controllers).map(({ id }) => id) };
  });

function plain(zones: number) {
  const letters = ['a', 'b', 'c'].slice(0, zones);
  return fc.record({
    id: fc.integer({ min: 1, max: 60 }),
    zone: fc.constantFrom(...letters.map((letter) => `ap-southeast-1${letter}`)),
  });
}

/** Files of clusters that run already. */
const running = fc
  .record({
    zones: fc.constantFrom(2, 3),
    servers: mostly(fc.constantFrom('i-', 'eni-', ''), fc.constant('rds-')),
  })
  .chain(({ zones, servers }) =>
    fc.record({
      name: fc.constantFrom('kafka', 'theirs-2'),
      cluster: fc.constant('existing'),
      vpc: mostly<unknown>(
        fc.constant({ id: 'vpc-1', cidr: '10.0.0.0/16' }),
        fc.constant({ cidr: '10.0.0.0/16' }),
      ),
      zones: fc.constant(zonesOf(zones, 18).map((zone, index) => ({ ...zone, vswitchId: `vsw-${index}` }))),
      ports: rarely(ports),
      brokers: fc.uniqueArray(runningBroker(zones, servers), {
        minLength: 1,
        maxLength: 9,
        selector: ({ id }) => id,
      }),
      controllers: rarely(fc.constantFrom([], [1], [1, 2])),
      existing: fc.record(
        {
          mode: fc.constantFrom('kraft', 'zookeeper'),
          securityGroupId: fc.constantFrom('sg-1', 'sg-2'),
          hosts: fc.constantFrom(
            { serverProperties: '/etc/kafka/server.properties', kafkaHome: '/opt/kafka' },
            { user: 'ops', sudo: true, serverProperties: '/srv/k.properties', kafkaHome: '/opt/kafka' },
          ),
        },
        { requiredKeys: [] },
      ),
      loadBalancer: rarely(fc.constantFrom({ allowFrom: ['10.0.0.0/16'] }, { deletionProtection: true })),
      preflight: rarely(fc.boolean()),
      bastion: rarely(fc.constant(false)),
    }),
  );

function runningBroker(zones: number, servers: string) {
  return fc
    .record({
      id: mostly(fc.integer({ min: 1, max: 60 }), fc.constantFrom(0, 1001, 70_000)),
      zone: fc.constantFrom(...['a', 'b', 'c'].slice(0, zones).map((letter) => `ap-southeast-1${letter}`)),
      odd: rarely(fc.constantFrom({ address: '10.0.1.1' }, { externalPort: 30000 }, { server: 'i-1' })),
    })
    .map(({ odd, ...broker }) => ({
      ...broker,
      address: `10.0.${broker.id % 250}.${1 + (Math.floor(broker.id / 250) % 250)}`,
      ...(servers === '' ? {} : { server: `${servers}${broker.id}` }),
      ...odd,
    }));
}

const junk = fc.constantFrom<unknown>(
  null,
  '',
  -1,
  1.5,
  2 ** 70,
  true,
  [],
  {},
  [[]],
  '999.0.0.0/8',
  '${x}',
  '%{ if x }',
  'a\nb',
);

/** The file with one value, at any depth, replaced by one that may be of another type. */
const broken = fc
  .tuple(fc.oneof(sound, running), fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }), junk)
  .map(([fields, path, value]) => {
    const copy = structuredClone(fields);
    let at: unknown = copy;
    path.forEach((step, depth) => {
      if (typeof at !== 'object' || at === null) return;
      const keys = Object.keys(at);
      const key = keys[step % Math.max(keys.length, 1)];
      if (key === undefined) return;
      const holder = at as Fields;
      const inner = holder[key];
      if (depth === path.length - 1 || typeof inner !== 'object' || inner === null) holder[key] = value;
      at = inner;
    });
    return copy;
  });

/** The text of a deployment file, valid or not. */
export const deploymentFile: fc.Arbitrary<string> = fc
  .oneof<fc.MaybeWeightedArbitrary<Fields>[]>(
    { weight: 3, arbitrary: sound },
    { weight: 1, arbitrary: running },
    { weight: 1, arbitrary: broken },
  )
  .map((fields) => stringify(fields));
