import { leavingOf } from '../support/plan';
import { type Mirror, startMirror } from '../support/sandbox/mirror';
import { FAKE_JAVA } from './support/fakes';
import { planFrom, RolloutHost, STATE } from './support/rollout-host';

jest.setTimeout(60_000);

/** A cluster of which node 1, without a vote, may leave; its topics lie in `$FAKE/topics`. */
const FAKE_KAFKA = {
  topics: 'cat "$FAKE/topics"',
  'broker-api-versions': 'for id in 1 2 3 4; do echo "10.0.0.1$id:9092 (id: $id rack: z$id) -> ("; done',
  'reassign-partitions': `case "$*" in
  *--list*) echo "No partition reassignments found." ;;
  *--generate*)
    echo "Current partition replica assignment"
    replicas="$(sed -n 's/.*Replicas: \\([0-9,]*\\).*/\\1/p' "$FAKE/topics")"
    echo "{\\"version\\":1,\\"partitions\\":[{\\"topic\\":\\"orders\\",\\"partition\\":0,\\"replicas\\":[$replicas],\\"log_dirs\\":[\\"any\\"]}]}" ;;
  *--execute*)
    sed -n 's/.*"replicas":.\\([0-9,]*\\).*/Topic: orders Partition: 0 Leader: 2 Replicas: \\1 Isr: \\1/p' \\
      "$(sed 's/.*--reassignment-json-file \\([^ ]*\\).*/\\1/' <<<"$*")" >"$FAKE/topics"
    echo "Successfully started partition reassignment for orders-0" ;;
  *--verify*) echo "Clearing broker-level throttles on brokers 1,2,3,4" ;;
esac`,
  cluster: 'echo "Broker 1 is no longer registered."',
};
const held = (replicas: string) =>
  `Topic: orders Partition: 0 Leader: 2 Replicas: ${replicas} Isr: ${replicas}\n`;

let mirror: Mirror;
let host: RolloutHost;

beforeAll(async () => {
  mirror = await startMirror(FAKE_JAVA);
});
beforeEach(async () => {
  host = await RolloutHost.running(mirror, staying());
  for (const [name, body] of Object.entries(FAKE_KAFKA)) {
    const path = `/opt/kafka/current/bin/kafka-${name}.sh`;
    host.write(path, `#!/bin/bash\necho "\${0##*/} $*" >>"$FAKE/calls"\n${body}\n`);
    host.makeExecutable(path);
  }
  host.write('/fake/topics', held('1,2,3'));
});
afterEach(() => host.remove());
afterAll(() => mirror.stop());

const staying = () => planFrom(mirror, { brokers: [1, 2, 3, 4], controllers: [2, 3, 4] });
const leave = () => host.change(leavingOf(staying(), 1), {}, { DELAY: '0' });

/** What was done to Kafka and the cluster, in order. */
const deeds = () =>
  host
    .calls('')
    .map(
      (line) =>
        /--execute|unregister|systemctl (?:stop|start|disable|enable)\b.* kafka.service/.exec(line)?.[0],
    )
    .filter((deed) => deed !== undefined)
    .map((deed) => deed.replace(/^systemctl (\w+).*$/, '$1'));

test('a broker hands over, is stopped and disabled, and is forgotten', async () => {
  const before = host.configuration();
  const { code, verdict } = await leave();
  expect({ code, verdict }).toEqual({
    code: 0,
    verdict: 'DONE: node 1 holds no replica, is stopped for good, and the cluster has forgotten it',
  });
  expect(deeds()).toEqual(['--execute', 'disable', 'stop', 'unregister']);
  expect(host.read('/fake/topics')).toBe(held('4,2,3'));
  expect(host.calls('kafka-reassign-partitions.sh')[0]).toContain(
    '--bootstrap-server 10.0.64.12:9092,10.0.128.13:9092,10.0.0.14:9092 ',
  );
  expect(host.configuration()).toEqual(before);
});

test('the same again only looks', async () => {
  await leave();
  host.write('/fake/calls', '');
  host.write(
    '/opt/kafka/current/bin/kafka-cluster.sh',
    '#!/bin/bash\necho BrokerIdNotRegisteredException >&2; exit 1\n',
  );
  expect((await leave()).code).toBe(0);
  expect(deeds()).toEqual(['disable']);
});

test('a topic that comes while Kafka stops is handed over as well', async () => {
  host.write(
    '/fake/on-stop',
    `[[ -e $FAKE/once ]] || { touch "$FAKE/once"; printf '${held('2,1,3').trim()}\\n' >"$FAKE/topics"; }\n`,
  );
  const { code, output } = await leave();
  expect(code).toBe(0);
  expect(output).toContain('a topic has come to this node meanwhile');
  expect(deeds()).toEqual([
    ...['--execute', 'disable', 'stop'],
    ...['start', '--execute', 'disable', 'stop'],
    'unregister',
  ]);
});

test('what cannot be handed over keeps Kafka running', async () => {
  host.write('/fake/topics', held('1,2,3,4'));
  const { code, output } = await leave();
  expect(code).toBe(75);
  expect(output).toContain('BAD: no other broker can take what broker 1 holds');
  expect(deeds()).toEqual([]);
});

test('a cluster that does not answer is not taken for one without replicas', async () => {
  host.write('/opt/kafka/current/bin/kafka-topics.sh', '#!/bin/bash\nexit 1\n');
  expect((await leave()).code).toBe(75);
  expect(deeds()).toEqual([]);
});

test('a broker that is to stay after all comes back', async () => {
  await leave();
  host.write('/fake/calls', '');
  const { code } = await host.change(staying());
  expect(code).toBe(0);
  expect(deeds()).toEqual(['enable', 'start', 'enable']);
  expect(host.tree(STATE)).not.toHaveProperty(`${STATE}/left`);
});
