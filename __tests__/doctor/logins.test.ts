import { diagnose } from '../../doctor/report';
import { loginOf } from '../../doctor/login-of';
import { seedPlan } from '../templates/support/plan';
import { withContacts } from './support/changes';
import { ofItself, untried } from './support/faults/logins';

const external = [{ name: 'EXTERNAL', authentication: { mechanism: 'plain' } }];

test('names are judged although nobody has logged in: by what each broker says of itself', () => {
  const facts = withContacts(untried, ({ role, nodeId }) => role === 'internal' && nodeId === 2, {
    advertisedListeners: ofItself(2).replace('b2.t6el', 'b3.t6el'),
  });
  const findings = diagnose(facts).checks.flatMap((check) => check.findings);
  expect(findings.map(({ id, seen }) => [id, seen])).toEqual([
    [
      'advertised-name',
      'broker-node2 advertises b3.t6el5nwsutl.alicloud.plc.tidbcloud.com:9094, a name that is not its own',
    ],
    ['login-untried', expect.any(String)],
  ]);
});

test('who logs in is a user who may ask brokers who they are, and whose password is known', () => {
  const users = [
    { name: 'a-reader', read: ['*'] },
    { name: 'b-writer', write: ['*'] },
    { name: 'c-writer', write: ['*'] },
  ];
  const plan = seedPlan({ externalListeners: external, kafka: { users } });
  expect(loginOf(plan, { 'a-reader': 'x', 'c-writer': 'y' })).toEqual({ user: 'c-writer', password: 'y' });
  expect(loginOf(plan, { 'a-reader': 'x' })).toBeUndefined();
  expect(loginOf(seedPlan(), { 'b-writer': 'x' })).toBeUndefined();
});
