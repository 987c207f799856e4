import { renderSpareCheck } from '../../../templates/rollout/broker-rollout';
import { brokerOf } from '../support/plan';
import { type Mirror, startMirror } from '../support/sandbox/mirror';
import { FAKE_JAVA } from './support/fakes';
import { planFrom, RolloutHost, STATE } from './support/rollout-host';

jest.setTimeout(60_000);

let mirror: Mirror;
let host: RolloutHost;
beforeAll(async () => {
  mirror = await startMirror(FAKE_JAVA);
});
beforeEach(async () => {
  const plan = planFrom(mirror);
  host = await RolloutHost.running(mirror, plan);
  host.write(`${STATE}/phase`, 'done\n');
  host.write('/upload/spare.sh', renderSpareCheck(plan, brokerOf(plan, 2), { target: 'host' }));
});
afterEach(() => host.remove());
afterAll(() => mirror.stop());

const ask = () => host.run('/upload/spare.sh', []);

/** All but what is compiled, which is kept. */
const files = () => {
  const kept = Object.entries({ ...host.configuration(), ...host.tree('/var/lib/kafka-rollout') });
  return kept.filter(([path]) => !path.includes('/gates/') && !path.endsWith('/gates'));
};

test('asks about the other broker and changes nothing here', async () => {
  const before = files();
  const { code, output } = await ask();
  expect(output).toContain('the host of node 2 may stop');
  expect(code).toBe(0);
  expect(host.calls('gate before')[0]).toContain('--node 2 --bootstrap 10.0.0.11:9092,10.0.128.13:9092 ');
  expect(host.events()).toEqual(['gate before']);
  expect(files()).toEqual(before);
});

test.each([
  ['may stop although it does not serve anyway', 3, 0, 'may stop'],
  ['must not stop now', 75, 75, 'the gate was not passed in 600 s'],
  ['must not stop at all', 78, 78, 'cannot do without one of their brokers'],
])('a broker that %s', async (_what, answer, code, words) => {
  host.write('/fake/gate-before', `exit ${answer}\n`);
  const asked = await ask();
  expect(asked.output).toContain(words);
  expect(asked.code).toBe(code);
});
