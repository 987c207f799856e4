import { brokers, judgeRows } from './support/judge';

describe('controllers', () => {
  judgeRows('error', [
    ['five', { brokers: brokers(5), controllers: [1, 2, 3, 4, 5] }, []],
    ['none', { controllers: [] }, ['controllers: has too few entries']],
    ['two', { controllers: [1, 2] }, ['controllers: has 2 controllers: 1 would tolerate as many failures']],
    [
      'seven',
      { brokers: brokers(7), controllers: [1, 2, 3, 4, 5, 6, 7] },
      ['controllers: has 7 controllers: too many'],
    ],
    ['one twice', { controllers: [1, 2, 3, 2] }, ['controllers[3]: is the same as controllers[1]']],
    ['no broker', { controllers: [1, 2, 9] }, ['controllers[2]: is not the id of a broker']],
    ['while a broker is invalid', { 'brokers[1].id': 0 }, ['brokers[1].id: is too small']],
  ]);
  judgeRows('warning', [
    [
      'one of one',
      { brokers: brokers(1), controllers: [1] },
      ['zones[1].id: has no broker', 'zones[2].id: has no broker'],
    ],
    [
      'one of three',
      { controllers: [1] },
      ['controllers: has a single controller: when it fails, the cluster stops'],
    ],
    ['five over three zones', { brokers: brokers(5), controllers: [1, 2, 3, 4, 5] }, []],
    [
      'two in a zone',
      { brokers: brokers(4), controllers: [1, 2, 4] },
      ['controllers: has 2 of 3 controllers in ap-southeast-1a: if that zone fails, the cluster stops'],
    ],
    [
      'two zones cannot do better',
      {
        'zones[2]': undefined,
        zones: [
          { id: 'ap-southeast-1a', cidr: '10.0.0.0/18' },
          { id: 'ap-southeast-1b', cidr: '10.0.64.0/18' },
        ],
        'brokers[2].zone': 'ap-southeast-1a',
      },
      [],
    ],
    [
      'many brokers',
      { brokers: brokers(6) },
      [
        'controllers: are brokers as well, which Kafka does not recommend for critical clusters; this one has 6 brokers',
      ],
    ],
  ]);
});
