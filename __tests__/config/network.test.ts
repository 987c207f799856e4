import { judgeRows } from './support/judge';

describe('the VPC', () => {
  const elsewhere = {
    'zones[0].cidr': '172.16.0.0/24',
    'zones[1].cidr': '172.16.1.0/24',
    'zones[2].cidr': '172.16.2.0/24',
    'bastion.cidr': '172.16.3.0/24',
  };
  judgeRows('error', [
    ['any private range', { 'vpc.cidr': '10.0.0.0/8' }, []],
    ['a range of its own', { 'vpc.cidr': '172.16.0.0/22', ...elsewhere }, []],
    [
      'too large',
      { 'vpc.cidr': '8.0.0.0/7' },
      ['vpc.cidr: has a prefix that Alibaba Cloud refuses for a VPC'],
    ],
    [
      'too small',
      { 'vpc.cidr': '10.0.0.0/29' },
      ['vpc.cidr: has a prefix that Alibaba Cloud refuses for a VPC'],
    ],
    [
      'carrier-grade NAT, which Alibaba Cloud uses itself',
      { 'vpc.cidr': '100.64.0.0/16' },
      ['vpc.cidr: overlaps 100.64.0.0/10, which Alibaba Cloud refuses for a VPC'],
    ],
    [
      'around link-local addresses',
      { 'vpc.cidr': '169.0.0.0/8' },
      ['vpc.cidr: overlaps 169.254.0.0/16, which Alibaba Cloud refuses for a VPC'],
    ],
    [
      'host bits',
      { 'vpc.cidr': '10.0.0.1/16' },
      ['vpc.cidr: has host bits set: the address is not the first of its range'],
    ],
    ['octets', { 'vpc.cidr': '10.0.256.0/16' }, ['vpc.cidr: is not valid']],
    ['prefix', { 'vpc.cidr': '10.0.0.0/33' }, ['vpc.cidr: is not valid']],
  ]);
});

describe('vSwitches', () => {
  judgeRows('error', [
    [
      'smallest',
      { 'zones[0].cidr': '10.0.0.0/29', brokers: [{ id: 2, zone: 'ap-southeast-1b' }], controllers: [2] },
      [],
    ],
    [
      'too small',
      { 'zones[0].cidr': '10.0.0.0/30' },
      ['zones[0].cidr: has a prefix that Alibaba Cloud refuses for a vSwitch'],
    ],
    [
      'too large',
      { 'zones[0].cidr': '10.0.0.0/15' },
      ['zones[0].cidr: has a prefix that Alibaba Cloud refuses for a vSwitch'],
    ],
    ['a zone outside', { 'zones[1].cidr': '10.1.64.0/18' }, ['zones[1].cidr: is not inside the VPC']],
    ['the bastion outside', { 'bastion.cidr': '10.1.192.0/18' }, ['bastion.cidr: is not inside the VPC']],
    [
      'outside of nothing',
      { 'vpc.cidr': '10.0.0.0', 'zones[1].cidr': '10.1.64.0/18' },
      ['vpc.cidr: is not valid'],
    ],
    [
      'an overlap',
      { 'zones[1].cidr': '10.0.0.0/18' },
      ['zones[1].cidr: overlaps zones[0].cidr, 10.0.0.0/18'],
    ],
    [
      'each overlap once, at the later one',
      { 'bastion.cidr': '10.0.0.0/17' },
      [
        'bastion.cidr: overlaps zones[0].cidr, 10.0.0.0/18',
        'bastion.cidr: overlaps zones[1].cidr, 10.0.64.0/18',
      ],
    ],
    [
      'an existing vSwitch in an existing VPC',
      { 'vpc.id': 'vpc-t4n1', 'zones[0].vswitchId': 'vsw-t4n1' },
      [],
    ],
    [
      'an existing vSwitch in a new VPC',
      { 'zones[0].vswitchId': 'vsw-t4n1', 'bastion.vswitchId': 'vsw-t4n2' },
      [
        'zones[0].vswitchId: is set for an existing vSwitch, but vpc.id is not set',
        'bastion.vswitchId: is set for an existing vSwitch, but vpc.id is not set',
      ],
    ],
    [
      'a bad VPC id is enough to tell',
      { 'vpc.id': 'x', 'zones[0].vswitchId': 'vsw-t4n1' },
      ['vpc.id: is not valid'],
    ],
    [
      'an existing vSwitch for brokers and bastion',
      {
        'vpc.id': 'vpc-t4n1',
        'zones[0].vswitchId': 'vsw-t4n1',
        'bastion.vswitchId': 'vsw-t4n1',
        'bastion.cidr': '10.0.0.0/18',
      },
      [],
    ],
  ]);
});

describe('zones', () => {
  judgeRows('error', [
    [
      'listed twice',
      { 'zones[2].id': 'ap-southeast-1b', 'brokers[2].zone': 'ap-southeast-1b' },
      ['zones[2].id: is also the id of zones[1]'],
    ],
    ['ids with a dash', hangzhou('cn-hangzhou-'), []],
    [
      'of another region',
      hangzhou('cn-hongkong-'),
      [0, 1, 2].map((index) => `zones[${index}].id: is not a zone of the region cn-hangzhou`),
    ],
    [
      'the bastion of another region',
      { 'bastion.zone': 'ap-southeast-2a' },
      ['bastion.zone: is not a zone of the region ap-southeast-1'],
    ],
    ['the bastion in a zone without brokers', { 'bastion.zone': 'ap-southeast-1d' }, []],
    ['of no valid region', { region: 'Singapore' }, ['region: is not valid']],
  ]);
  judgeRows('warning', [
    [
      'without a broker',
      {
        brokers: [1, 2, 3].map((id) => ({ id, zone: `ap-southeast-1${id === 1 ? 'a' : 'b'}` })),
        controllers: [1],
      },
      [
        'zones[2].id: has no broker',
        'controllers: has a single controller: when it fails, the cluster stops',
      ],
    ],
  ]);
});

function hangzhou(prefix: string): Record<string, unknown> {
  const letters = ['h', 'i', 'j'];
  const zones = letters.map((letter, index) => [`zones[${index}].id`, prefix + letter]);
  const brokers = letters.map((letter, index) => [`brokers[${index}].zone`, prefix + letter]);
  return {
    region: 'cn-hangzhou',
    'bastion.zone': 'cn-hangzhou-h',
    ...Object.fromEntries([...zones, ...brokers]),
  };
}
