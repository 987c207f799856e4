import { brokers, judgeRows, type Changes } from './support/judge';

/** Four brokers, of which the fourth has no vote and leaves. */
const four = (changes: Changes = {}): Changes => ({
  brokers: brokers(4),
  'brokers[3].leaving': true,
  ...changes,
});
const NO_WAY = 'needs SSH to the brokers, and there is no bastion';

describe('what cannot leave', () => {
  judgeRows('error', [
    ['one of four brokers can', four(), []],
    ['one that is told not to', { 'brokers[0].leaving': false }, []],
    [
      'a controller',
      { brokers: brokers(4), 'brokers[2].leaving': true },
      ['brokers[2].leaving: is set for a controller: the voters of a static quorum never change'],
    ],
    [
      'one of three, as topics have three replicas',
      { controllers: [1], 'brokers[2].leaving': true },
      ['brokers[2].leaving: leaves 2 brokers, and topics have 3 replicas'],
    ],
    [
      'one of four, when topics have four replicas',
      four({ 'kafka.properties': { 'default.replication.factor': 4 } }),
      ['brokers[3].leaving: leaves 3 brokers, and topics have 4 replicas'],
    ],
    [
      'two of four',
      four({ controllers: [1], 'brokers[2].leaving': true }),
      [
        'brokers[2].leaving: leaves 2 brokers, and topics have 3 replicas',
        'brokers[3].leaving: leaves 2 brokers, and topics have 3 replicas',
      ],
    ],
    [
      'one that is maintained',
      four({ maintain: 4 }),
      ['brokers[3].leaving: cannot be combined with maintain for the same broker'],
    ],
    [
      'one that is replaced',
      four({ replace: 4 }),
      ['brokers[3].leaving: cannot be combined with replace for the same broker'],
    ],
    ['without SSH', four({ bastion: false, 'kafka.delivery': 'url' }), [`brokers[3].leaving: ${NO_WAY}`]],
    ['through a VPN', four({ bastion: false, 'kafka.delivery': 'url', 'rollout.via': 'direct' }), []],
  ]);
});

describe('what has left', () => {
  judgeRows('error', [
    ['an id that no broker has', { removed: [{ id: 4 }, { id: 5, deleteData: true }] }, []],
    ['an id that is given again', { removed: [{ id: 3 }] }, ['removed[0].id: is still the id of a broker']],
    ['twice', { removed: [{ id: 4 }, { id: 4 }] }, ['removed[1].id: is also the id of removed[0]']],
    ['fields of a broker', { removed: [{ id: 4, zone: 'x' }] }, ['removed[0].zone: is not a known field']],
  ]);
});

describe('replacement', () => {
  judgeRows('error', [
    ['of a broker', { replace: 3 }, []],
    ['of none', { replace: 9 }, ['replace: is not the id of a broker']],
    [
      'in the first stage',
      { replace: 3, stage: 'link' },
      ['replace: has no effect with stage link, which builds no brokers'],
    ],
    [
      'beside maintenance',
      { replace: 3, maintain: 2 },
      ['replace: cannot be combined with maintain: only one broker may be down at a time'],
    ],
    ['without SSH', { replace: 3, bastion: false, 'kafka.delivery': 'url' }, [`replace: ${NO_WAY}`]],
    [
      'maintained without SSH',
      { maintain: 3, bastion: false, 'kafka.delivery': 'url' },
      [`maintain: ${NO_WAY}`],
    ],
  ]);
});

describe('what is to be read twice', () => {
  judgeRows('warning', [
    [
      'a replacement',
      { replace: 3 },
      ['replace: broker 3 may start on a blank disk: data that only it has is lost'],
    ],
    [
      'leaving',
      four(),
      ['brokers[3].leaving: the next apply moves every replica off broker 4 and stops it permanently'],
    ],
  ]);
});
