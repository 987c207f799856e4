import { renderClientTest } from '../../templates/client/client-test';
import { program } from '../../templates/rendering/host-file';
import { planCluster } from '../../plan/plan';
import { existingDeployment } from '../support/deployment';
import { type Run, Sandbox } from './support/sandbox/sandbox';

const SCRIPT = '/srv/external-test.sh';
const BROKERS = [1, 2, 3];

let client: Sandbox;

beforeEach(() => {
  client = new Sandbox({}, [program(SCRIPT, renderClientTest(planCluster(existingDeployment())))]);
  tool(answerOf(BROKERS));
});
afterEach(() => client.remove());

const external = (id: number, name = 'unique_name') =>
  `b${id}.${name}.alicloud.plc.tidbcloud.com:${9092 + id}`;
const internal = (id: number) => `10.0.8.${10 + id}:9092`;
const lines = (ids: readonly number[], host: (id: number) => string) =>
  ids
    .map(
      (id) =>
        `echo "${host(id)} (id: ${id} rack: null) -> ERROR: org.apache.kafka.common.errors.DisconnectException"`,
    )
    .join('\n');

/** INTERNAL answers on 9092, all else as EXTERNAL. */
const answerOf = (ids: readonly number[]) =>
  `if [[ $* == *:9092 ]]; then\n${lines(ids, internal)}\nelse\n${lines(ids, external)}\nfi`;

/** Kafka's tools in a folder of theirs; this one notes how it was called. */
function tool(body: string): void {
  const path = '/kafka/bin/kafka-broker-api-versions.sh';
  client.write(path, `#!/bin/bash\necho "$*" >>"$FAKE/calls"\n${body}\n`);
  client.makeExecutable(path);
}

const run = (args: string[] = [], environment: Record<string, string> = {}): Promise<Run> =>
  client.run(SCRIPT, args, { KAFKA_HOME: client.path('/kafka'), ...environment });

test('every broker is asked by its address for what it advertises on EXTERNAL', async () => {
  expect(await run()).toMatchObject({
    code: 0,
    verdict: 'GOOD: every broker advertises external as planned',
  });
  expect(client.read('/fake/calls').trimEnd().split('\n')).toEqual(
    BROKERS.map((id) => `--bootstrap-server 10.0.8.${10 + id}:39092`),
  );
});

test('names, ports and ids are printed', async () => {
  const { output } = await run();
  for (const id of BROKERS) expect(output).toContain(`${external(id)} (id: ${id} `);
});

test('a broker that has not got the listener yet is the one that is named', async () => {
  tool(`[[ $* != *10.0.8.12:* ]] || { echo "Connection refused" >&2; exit 1; }\n${answerOf(BROKERS)}`);
  const { code, verdict, output } = await run();
  expect({ code, verdict }).toEqual({
    code: 1,
    verdict: 'BAD: 1 brokers do not advertise external as planned',
  });
  expect(output).toContain('BAD: 10.0.8.12:39092 does not answer with any broker');
});

test.each([
  [
    'a wrong port',
    answerOf(BROKERS).replace(':9094', ':9999'),
    'wrong: node 2 advertises b2.unique_name.alicloud.plc.tidbcloud.com:9999',
  ],
  [
    'a wrong name',
    answerOf(BROKERS).replace('b2.unique_name', 'b3.unique_name'),
    'wrong: node 2 advertises b3.unique_name',
  ],
  ['a missing broker', answerOf([1, 3]), 'missing: node 2, expected as'],
  ['a broker too many', answerOf([1, 2, 3, 4]), 'extra: node 4 advertises'],
])('%s is no success', async (_, body, words) => {
  tool(body);
  const { code, output } = await run();
  expect(code).toBe(1);
  expect(output).toContain(words);
});

test('one address is enough, such as the load balancer’s', async () => {
  const verdict = 'GOOD: external advertises every broker as planned';
  expect(await run(['nlb-1.example:9093'])).toMatchObject({ code: 0, verdict });
  expect(client.read('/fake/calls')).toBe('--bootstrap-server nlb-1.example:9093\n');
});

test('INTERNAL can be asked for as well', async () => {
  const verdict = 'GOOD: every broker advertises internal as planned';
  expect(await run(['internal'])).toMatchObject({ code: 0, verdict });
});

test('the unique name may be learnt later', async () => {
  tool(lines(BROKERS, (id) => external(id, 'un1que')));
  expect((await run()).code).toBe(1);
  expect((await run([], { UNIQUE_NAME: 'un1que' })).code).toBe(0);
});

test.each([[['outside']], [['--help']], [['10.0.0.1:1', 'external', 'more']]])(
  'called with %j it tells its usage',
  async (args) => {
    expect(await run(args)).toMatchObject({ code: 2, verdict: expect.stringMatching(/^Usage: bash/) });
  },
);

test('without Kafka it says where it has looked', async () => {
  expect(await run([], { KAFKA_HOME: '/nothing' })).toMatchObject({
    code: 1,
    verdict: expect.stringMatching(/^BAD: no Kafka in \/nothing/),
  });
});
