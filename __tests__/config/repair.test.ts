import { brokers, judgeRows } from './support/judge';

describe('repair', () => {
  judgeRows('error', [
    ['a broker and the bastion', { repair: [2, 'bastion'] }, []],
    ['nothing', { repair: [] }, []],
    ['a broker that the file lacks', { repair: [2, 9] }, ['repair[1]: is not the id of a broker']],
    ['a host twice', { repair: ['bastion', 1, 'bastion'] }, ['repair[2]: is the same as entry 0']],
    [
      'a bastion that the file lacks',
      { repair: ['bastion'], bastion: false, 'kafka.delivery': 'url', 'rollout.via': 'direct' },
      ['repair[0]: is repaired, and there is no bastion'],
    ],
    [
      'hosts that SSH does not reach',
      { repair: [1], bastion: false, 'kafka.delivery': 'url' },
      ['repair: needs SSH to the hosts, and there is no bastion'],
    ],
    [
      'before there are hosts',
      { repair: [1], stage: 'link' },
      ['repair: has no effect with stage link, which builds no hosts'],
    ],
    [
      'the broker that is replaced, whose secrets may be lost too',
      { repair: [2, 'bastion'], replace: 2 },
      [],
    ],
    [
      'another broker than the one that is replaced',
      { repair: [1, 2], replace: 2 },
      ['repair[0]: waits until broker 2 is replaced: no other broker changes meanwhile'],
    ],
    ['a broker beside one that is maintained', { repair: [1, 2], maintain: 2 }, []],
    [
      'a broker that leaves',
      { repair: [4], brokers: brokers(4), 'brokers[3].leaving': true },
      ['repair[0]: cannot be combined with leaving for the same broker'],
    ],
  ]);
  judgeRows('warning', [
    ['while it is set', { repair: [2] }, ['repair: every apply brings these hosts to the plan again']],
  ]);
});
