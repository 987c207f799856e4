import { judgeRows } from './support/judge';

const disks = { rule: 'unencrypted-data-disk', reason: 'holds nothing but test data' };

describe('exceptions from policies', () => {
  judgeRows('warning', [
    ['none', { policies: { profile: 'production' } }, []],
    [
      'stay in sight',
      { policies: { allow: [disks] } },
      ['policies.allow[0]: disables the policy unencrypted-data-disk: holds nothing but test data'],
    ],
  ]);
  judgeRows('error', [
    [
      'twice',
      { policies: { allow: [disks, disks] } },
      ['policies.allow[1].rule: is also the rule of policies.allow[0]'],
    ],
    [
      'without a reason',
      { policies: { allow: [{ rule: disks.rule }] } },
      ['policies.allow[0].reason: is missing'],
    ],
    [
      'with next to none',
      { policies: { allow: [{ ...disks, reason: 'ok' }] } },
      ['policies.allow[0].reason: is too short'],
    ],
    [
      'of no policy',
      { policies: { allow: [{ ...disks, rule: 'disks' }] } },
      ['policies.allow[0].rule: is not valid'],
    ],
  ]);
});
