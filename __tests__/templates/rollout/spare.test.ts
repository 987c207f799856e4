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

const spare = (command: string) => host.run('/upload/spare.sh', [command], { POLL_DELAY: '0.02' });
const permission = () => host.calls('permission').map((line) => line.replace('permission ', ''));
const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
};
/** The unit that keeps the permission has ended. */
const ended = () => until(() => permission().some((line) => line === 'release' || line === 'end'));

/** All but what is compiled, which is kept, and the script's own folder. */
const files = () => {
  const kept = Object.entries({ ...host.configuration(), ...host.tree('/var/lib/kafka-rollout') });
  return kept.filter(([path]) => !path.includes('/gates') && !path.includes('/maintenance-2'));
};

test('asks about the other broker, keeps the permission, and changes nothing here', async () => {
  host.write('/fake/look', '@behind\n');
  const before = files();
  const { code, output } = await spare('begin');
  expect(output).toContain('the host of node 2 may stop');
  expect(code).toBe(0);
  expect(host.calls('gate before')[0]).toContain('--node 2 --bootstrap 10.0.0.11:9092,10.0.128.13:9092 ');
  expect(host.events()).toEqual(['gate before']);
  expect(files()).toEqual(before);
  await until(() => permission().filter((line) => line === 'look').length > 2);
  expect(permission()).not.toContain('release');
  host.write('/fake/look', '@away\n');
  await until(() => permission().filter((line) => line === 'look').length > 5);
  expect(permission()).not.toContain('release');
  host.write('/fake/look', '@serves\n'); // it is back
  await ended();
  expect(host.events()).toEqual(['gate before']);
});

test('a host that Terraform did not stop gives the permission back as soon as Terraform says so', async () => {
  await spare('begin');
  await until(() => permission().filter((line) => line === 'look').length > 2); // it serves all the time
  expect(permission()).not.toContain('release');
  expect((await spare('end')).code).toBe(0);
  await ended();
});

test('the next apply is judged anew while the permission is kept', async () => {
  await spare('begin');
  host.write('/fake/gate-confirm', 'echo "partition orders-0 needs 2"; exit 75\n');
  const { code, output } = await spare('begin');
  expect(output).toContain('partition orders-0 needs 2');
  expect(code).toBe(75);
  expect(host.calls('gate before')).toHaveLength(1);
  await ended();
});

test('an end without a beginning is no fault', async () => {
  expect((await spare('end')).code).toBe(0);
});

test.each([
  ['may stop although it does not serve anyway', 3, 0, 'may stop'],
  ['must not stop now', 75, 75, 'the gate was not passed in 600 s'],
  ['must not stop at all', 78, 78, 'Topics that cannot do without one of their brokers'],
])('a broker that %s', async (_what, answer, code, words) => {
  host.write('/fake/gate-before', `exit ${answer}\n`);
  const asked = await spare('begin');
  expect(asked.output).toContain(words);
  expect(asked.code).toBe(code);
  await spare('end');
  if (code === 0) await ended();
});
