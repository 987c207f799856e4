import { execFileSync } from 'node:child_process';
import { seedPlan } from './support/plan';
import { BastionHost } from './support/sandbox/bastion-host';

let bastion: BastionHost;

beforeEach(() => {
  bastion = new BastionHost(seedPlan());
});
afterEach(() => bastion.remove());

const SERVER = '10.0.0.11:9092';
const ERROR = 'echo "org.apache.kafka.common.errors.TimeoutException" >&2; exit 0';

describe.each(['produce.sh', 'consume.sh', 'bootstrap-test.sh'])('%s', (script) => {
  test.each([[[]], [['10.0.0.11']], [['--help']]])('called with %j tells its usage', async (args) => {
    const run = await bastion.script(script, args);
    expect(run.code).toBe(2);
    expect(run.verdict).toMatch(new RegExp(`^Usage: sh ${script} HOST:PORT`));
  });

  test('says when Kafka is not unpacked yet', async () => {
    const run = await bastion.script(script, [SERVER], { KAFKA_HOME: bastion.path('/nothing') });
    expect(run).toMatchObject({ code: 1, verdict: expect.stringMatching(/^BAD: no Kafka in/) });
  });

  test.each([['sh'], ['bash', '--posix']])('may be started by %s', (...shell) => {
    const [command = '', ...options] = shell;
    const started = () =>
      execFileSync(command, [...options, bastion.path(`/root/${script}`)], {
        encoding: 'utf8',
        stdio: 'pipe',
      });
    expect(started).toThrow(expect.objectContaining({ status: 2, stdout: expect.stringMatching(/^Usage:/) }));
  });
});

describe('produce.sh', () => {
  const produce = () => bastion.script('produce.sh', [SERVER]);
  const DESCRIBED = 'echo "Topic: test-topic	TopicId: x	PartitionCount: 3	ReplicationFactor: 3	Configs: "';

  beforeEach(() => {
    bastion.kafkaTool('topics', DESCRIBED);
    // A topic that keeps what the producer sends, in partitions by the last digit of the key.
    bastion.kafkaTool('console-producer', 'cat >>"$FAKE/sent"');
    bastion.kafkaTool(
      'get-offsets',
      'n=0; [[ ! -e $FAKE/sent ]] || n=$(wc -l <"$FAKE/sent"); printf "test-topic:%s\\n" 0:5 1:0 2:$n',
    );
  });

  test('is good when the topic has grown by the ten messages', async () => {
    expect(await produce()).toMatchObject({ code: 0, verdict: 'GOOD: test-topic grew by 10 messages' });
    const sent = bastion.read('/fake/sent').trimEnd().split('\n');
    expect(sent).toEqual(Array.from({ length: 10 }, (_, index) => `${index + 1}:Test message ${index + 1}`));
    expect(bastion.calls('kafka-topics.sh')[0]).toContain(
      `--bootstrap-server ${SERVER} --create --if-not-exists --topic test-topic --partitions 3 --replication-factor 3`,
    );
  });

  test('asks for no more replicas than there are brokers', async () => {
    bastion.remove();
    bastion = new BastionHost(seedPlan({ brokers: [1, 2], controllers: [1] }));
    await produce();
    expect(bastion.calls('kafka-topics.sh')[0]).toContain('--replication-factor 2');
  });

  test('is bad when nothing arrives although the producer exits with 0', async () => {
    bastion.kafkaTool('console-producer', `cat >/dev/null; ${ERROR}`);
    expect(await produce()).toMatchObject({
      code: 1,
      verdict: 'BAD: test-topic grew by 0 messages instead of 10',
    });
  });

  test('is bad when some messages are lost', async () => {
    bastion.kafkaTool('console-producer', 'head -n 7 >>"$FAKE/sent"; cat >/dev/null');
    expect(await produce()).toMatchObject({
      code: 1,
      verdict: 'BAD: test-topic grew by 7 messages instead of 10',
    });
  });

  test('is bad when the topic cannot be described', async () => {
    bastion.kafkaTool('topics', ERROR);
    expect(await produce()).toMatchObject({ code: 1, verdict: 'BAD: topic test-topic cannot be described' });
    expect(bastion.read('/fake/sent')).toBe('');
  });

  test('is bad when a partition has no leader', async () => {
    bastion.kafkaTool('get-offsets', 'printf "test-topic:%s\\n" 0:5 1:0');
    expect(await produce()).toMatchObject({
      code: 1,
      verdict: 'BAD: test-topic has partitions without a leader',
    });
  });
});

describe('consume.sh', () => {
  const consume = () => bastion.script('consume.sh', [SERVER]);
  const NOISE = '[2026-11-24 08:54:27,547] ERROR Error processing message, terminating consumer process: ';
  const messages = (...numbers: number[]) =>
    `printf "Test message %s\\n" ${numbers.join(' ')}\necho "${NOISE}" >&2; echo "Processed a total of 10 messages" >&2`;
  const TEN = messages(3, 4, 5, 9, 10, 6, 8, 1, 2, 7);

  test('is good when the group reads all ten, in any order and with the noise of the timeout', async () => {
    bastion.kafkaTool('console-consumer', TEN);
    expect(await consume()).toMatchObject({ code: 0, verdict: 'GOOD: all ten messages were read' });
    expect(bastion.calls('kafka-console-consumer.sh')).toEqual([
      expect.stringMatching(/--topic test-topic --from-beginning --timeout-ms \d+ --group test-group$/),
    ]);
  });

  test('a second run, where the group has nothing left to read, is good', async () => {
    bastion.kafkaTool('console-consumer', `[[ $* == *test-group ]] || { ${TEN}; }`);
    expect(await consume()).toMatchObject({
      code: 0,
      verdict: 'GOOD: all ten messages were read by a new group',
    });
  });

  test('is bad when messages are missing, and names them', async () => {
    bastion.kafkaTool('console-consumer', messages(1, 2, 4, 5, 6, 7, 8, 9));
    expect(await consume()).toMatchObject({ code: 1, verdict: 'BAD: these messages were not read: 3 10' });
  });

  test('is bad when the consumer reads nothing and exits with 0', async () => {
    bastion.kafkaTool('console-consumer', ERROR);
    expect(await consume()).toMatchObject({
      code: 1,
      verdict: expect.stringMatching(/^BAD: .* 1 2 3 4 5 6 7 8 9 10$/),
    });
  });
});
