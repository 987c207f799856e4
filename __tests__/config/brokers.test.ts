import { brokers, judgeRows } from './support/judge';

describe('brokers', () => {
  judgeRows('error', [
    ['49 of them', { brokers: brokers(49) }, []],
    [
      '50 of them',
      { brokers: brokers(50) },
      ['brokers: has 50 brokers, but a load balancer has 50 ports, one of them for bootstrap'],
    ],
    [
      'an id twice, and nothing of what follows',
      { 'brokers[2]': { id: 1, zone: 'ap-southeast-1a' }, controllers: [1] },
      ['brokers[2].id: is also the id of brokers[0]'],
    ],
    [
      'an unknown zone',
      { 'brokers[1].zone': 'ap-southeast-1d' },
      ['brokers[1].zone: is not one of the zones'],
    ],
    ['a zone while one is invalid', { 'zones[1].id': 'B' }, ['zones[1].id: is not valid']],
    ['no zones at all', { zones: [] }, ['zones: has too few entries']],
    [
      'a name twice',
      { 'brokers[0].name': 'kafka-x', 'brokers[2].name': 'kafka-x' },
      ['brokers[2].name: has the same host name kafka-x as brokers[0].name'],
    ],
    [
      "the bastion's name",
      { 'brokers[0].name': 'bastion-node' },
      ['brokers[0].name: has the same host name bastion-node as bastion.name'],
    ],
    [
      "the name of another's convention",
      { 'brokers[0].name': 'broker-node2' },
      ['brokers[1].id: has the same host name broker-node2 as brokers[0].name'],
    ],
  ]);
});

describe('addresses', () => {
  judgeRows('error', [
    ['a free one', { 'brokers[0].address': '10.0.0.1' }, []],
    ['the last that is free', { 'brokers[0].address': '10.0.63.252' }, []],
    [
      'the first',
      { 'brokers[0].address': '10.0.0.0' },
      ['brokers[0].address: is not a usable address of the vSwitch 10.0.0.0/18'],
    ],
    [
      'one of the last three',
      { 'brokers[0].address': '10.0.63.253' },
      ['brokers[0].address: is not a usable address of the vSwitch 10.0.0.0/18'],
    ],
    [
      "of another zone's vSwitch",
      { 'brokers[0].address': '10.0.64.9' },
      ['brokers[0].address: is not a usable address of the vSwitch 10.0.0.0/18'],
    ],
    [
      'the bastion outside',
      { 'bastion.address': '10.0.0.9' },
      ['bastion.address: is not a usable address of the vSwitch 10.0.192.0/18'],
    ],
    [
      'an id beyond the vSwitch',
      { 'zones[1].cidr': '10.0.64.0/28', 'brokers[1].id': 5, controllers: [1] },
      ['brokers[1].id: its default address 10.0.64.15 is not a usable address of the vSwitch 10.0.64.0/28'],
    ],
    [
      'the bastion beyond a small vSwitch',
      { 'bastion.cidr': '10.0.192.0/29' },
      ['bastion.cidr: its default address 10.0.192.10 is not a usable address of the vSwitch 10.0.192.0/29'],
    ],
    [
      'an invalid one has no convention',
      {
        'brokers[0].address': '10.0.0.999',
        'brokers[3]': { id: 4, zone: 'ap-southeast-1a', address: '10.0.0.11' },
      },
      ['brokers[0].address: is not valid'],
    ],
    [
      'of an invalid zone',
      { 'zones[0].id': 'A', 'brokers[0].zone': 'A', 'brokers[0].address': '10.9.9.9' },
      ['zones[0].id: is not valid', 'brokers[0].zone: is not valid'],
    ],
    [
      'twice',
      { 'brokers[0].address': '10.0.0.14', 'brokers[3]': { id: 4, zone: 'ap-southeast-1a' } },
      ['brokers[3].id: has the same address 10.0.0.14 as brokers[0].address'],
    ],
    [
      'of the bastion in a shared vSwitch',
      {
        'vpc.id': 'vpc-1',
        'zones[0].vswitchId': 'vsw-1',
        'bastion.vswitchId': 'vsw-1',
        'bastion.cidr': '10.0.0.0/18',
        'bastion.address': '10.0.0.11',
      },
      ['brokers[0].id: has the same address 10.0.0.11 as bastion.address'],
    ],
    [
      'of overlapping vSwitches',
      { 'zones[1].cidr': '10.0.0.0/18', 'brokers[0].address': '10.0.0.12' },
      ['zones[1].cidr: overlaps zones[0].cidr, 10.0.0.0/18'],
    ],
  ]);
});

describe('ports', () => {
  judgeRows('error', [
    ['INTERNAL and bootstrap are on different hosts', { 'ports.internal': 9093 }, []],
    ['the same for two listeners', { 'ports.external': 29092 }, ['ports.external: is also ports.controller']],
    ['the same by default', { 'ports.controller': 9092 }, ['ports.internal: is also ports.controller']],
    [
      'of SSH',
      { 'ports.internal': 22, 'ports.external': 22, 'bastion.mirrorPort': 22 },
      [
        'ports.internal: is the port of SSH',
        'ports.external: is the port of SSH',
        'bastion.mirrorPort: is the port of SSH',
      ],
    ],
    [
      'of bootstrap for a broker',
      { 'brokers[1].externalPort': 9092 },
      ['brokers[1].externalPort: has the same load balancer port 9092 as ports.bootstrap'],
    ],
    [
      'of bootstrap by convention',
      { 'ports.bootstrap': 9094 },
      ['brokers[1].id: has the same load balancer port 9094 as ports.bootstrap'],
    ],
    [
      'of another broker',
      { 'brokers[0].externalPort': 9095 },
      ['brokers[2].id: has the same load balancer port 9095 as brokers[0].externalPort'],
    ],
    ['the highest', { 'ports.externalBase': 65532 }, []],
    ['beyond', { 'ports.externalBase': 65533 }, ['brokers[2].id: its load balancer port would be 65536']],
    ['an invalid base', { 'ports.externalBase': 'x' }, ['ports.externalBase: has the wrong type: text']],
  ]);
});

describe('the listener pattern', () => {
  const path = 'tidbCloud.listenerPattern';
  judgeRows('error', [
    ['another domain', { [path]: '{uniqueName}-{nodeId}.kafka.example.com' }, []],
    [
      'no node id',
      { [path]: 'b.{uniqueName}.example.com' },
      [`${path}: does not contain {nodeId}: every broker would advertise the same name`],
    ],
    [
      'no unique name',
      { [path]: 'b{nodeId}.example.com' },
      [
        `${path}: does not contain {uniqueName}: the names would not be in the domain that TiDB Cloud attaches`,
      ],
    ],
    [
      'an unknown placeholder',
      { [path]: 'b{nodeId}.{zone}.{uniqueName}.example.com' },
      [`${path}: contains an unknown placeholder`],
    ],
    [
      'an empty label',
      { [path]: 'b{nodeId}..{uniqueName}' },
      [`${path}: results in b3..unique_name, which is not a host name`],
    ],
    [
      'a long label',
      { [path]: `b{nodeId}${'x'.repeat(62)}.{uniqueName}` },
      [`${path}: results in b3${'x'.repeat(62)}.unique_name, which is not a host name`],
    ],
    ['a label of 63', { [path]: `b{nodeId}${'x'.repeat(61)}.{uniqueName}` }, []],
  ]);
});
