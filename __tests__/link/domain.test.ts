import { uncovered } from '../../link/steps/domain';

const HOST = 'b1.t1.alicloud.plc.tidbcloud.com';

test.each([
  [['*.t1.alicloud.plc.tidbcloud.com'], []],
  [['t1.alicloud.plc.tidbcloud.com'], []],
  [['*.other.example', '<broker_id>.t1.alicloud.plc.tidbcloud.com'], []],
  [['*.t2.alicloud.plc.tidbcloud.com'], [HOST]],
  [['*.ap-southeast-1a.t1.alicloud.plc.tidbcloud.com'], [HOST]],
])('of %j, these brokers are not found: %j', (domains, stray) => {
  expect(uncovered([HOST], domains)).toEqual(stray);
});
