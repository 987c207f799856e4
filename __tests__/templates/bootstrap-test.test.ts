import { seedPlan } from './support/plan';
import { bastionLaterFiles } from '../../templates/bastion/bastion-files';
import { readProperties } from './support/properties-reader';
import { existsSync } from 'node:fs';
import { BastionHost } from './support/sandbox/bastion-host';

let bastion: BastionHost;

beforeEach(() => {
  bastion = new BastionHost(seedPlan());
});
afterEach(() => bastion.remove());

const SERVER = '10.0.0.11:9092';
const ERROR = 'echo "org.apache.kafka.common.errors.TimeoutException" >&2; exit 0';

describe('bootstrap-test.sh', () => {
  const ZONES = ['a', 'b', 'c'];
  const internal = ['10.0.0.11:9092', '10.0.64.12:9092', '10.0.128.13:9092'];
  const externalOf = (name: string) =>
    ZONES.map((_, index) => `b${index + 1}.${name}.alicloud.plc.tidbcloud.com:${9093 + index}`);
  const answer = (hosts: string[], ending: string) =>
    hosts
      .map(
        (host, index) => `echo "${host} (id: ${index + 1} rack: ap-southeast-1${ZONES[index]}) -> ${ending}"`,
      )
      .join('\n');
  const ANSWERED = '(';
  const UNRESOLVED = 'ERROR: org.apache.kafka.common.errors.DisconnectException';
  const bootstrapTest = (args: string[], environment?: Record<string, string>, input?: string) =>
    bastion.script('bootstrap-test.sh', args, environment, input);

  test('INTERNAL as planned is good', async () => {
    bastion.kafkaTool('broker-api-versions', `${answer(internal, ANSWERED)}\necho "  Produce(0): 0 to 10"`);
    const verdict = 'GOOD: internal advertises every broker as planned';
    expect(await bootstrapTest([SERVER])).toMatchObject({ code: 0, verdict });
    expect(await bootstrapTest([SERVER, 'internal'])).toMatchObject({ code: 0, verdict });
  });

  test.each([['10.0.0.11:39092'], ['nlb-x.ap-southeast-1.nlb.aliyuncsslbintl.com:9092']])(
    'EXTERNAL by %s is good although no name resolves',
    async (server) => {
      const tool = `echo "WARN Couldn't resolve server" >&2\n${answer(externalOf('unique_name'), UNRESOLVED)}\nexit 1`;
      bastion.kafkaTool('broker-api-versions', tool);
      const verdict = 'GOOD: external advertises every broker as planned';
      expect(await bootstrapTest([server])).toMatchObject({ code: 0, verdict });
    },
  );

  test('after the renaming the new unique name is expected', async () => {
    bastion.kafkaTool('broker-api-versions', answer(externalOf('un1que'), UNRESOLVED));
    expect(await bootstrapTest(['10.0.0.11:39092'])).toMatchObject({ code: 1 });
    expect(await bootstrapTest(['10.0.0.11:39092'], { UNIQUE_NAME: 'un1que' })).toMatchObject({ code: 0 });
  });

  test('a token in the plan stands in one line only', () => {
    const token = '${TfToken[TOKEN.3]}';
    bastion.remove();
    bastion = new BastionHost(seedPlan({ uniqueName: token }));
    const lines = bastion.read('/etc/kafka/brokers').split('\n');
    expect(lines.filter((line) => line.includes(token))).toEqual([`unique-name ${token}`]);
    expect(lines).toContain('1 10.0.0.11:9092 b1.@.alicloud.plc.tidbcloud.com:9093');
  });

  test('a further external listener is asked for by its name', async () => {
    bastion.remove();
    const CHANGEFEED = { name: 'CHANGEFEED', port: 39192, bootstrap: 9192, base: 9192 };
    bastion = new BastionHost(seedPlan({ externalListeners: [{ name: 'EXTERNAL' }, CHANGEFEED] }));
    const others = externalOf('unique_name').map((name) => name.replace(':90', ':91'));
    bastion.kafkaTool('broker-api-versions', answer(others, UNRESOLVED));
    const server = '10.0.0.11:39192';
    expect(await bootstrapTest([server, 'changefeed'])).toMatchObject({
      code: 0,
      verdict: 'GOOD: changefeed advertises every broker as planned',
    });
    expect(await bootstrapTest([server])).toMatchObject({
      code: 1,
      verdict: 'BAD: 3 differences on external',
    });
  });

  describe('where clients speak TLS', () => {
    const KEPT = 'for word; do [[ $word != /*tmp* ]] || cp "$word" "$FAKE/client"; done\n';
    const encrypting = (more: object = {}) => {
      bastion.remove();
      const users = 'authentication' in more ? [{ name: 'changefeed', write: ['*'] }] : [];
      const externalListeners = [{ name: 'EXTERNAL', tls: { serverName: 'kafka.example.com' }, ...more }];
      const plan = seedPlan({ externalListeners, kafka: { users } });
      bastion = new BastionHost(plan);
      for (const { path, content } of bastionLaterFiles(plan)) bastion.write(path, content);
      bastion.kafkaTool('broker-api-versions', KEPT + answer(externalOf('unique_name'), UNRESOLVED));
    };
    const client = () => readProperties(bastion.read('/fake/client'));

    test('it trusts the CAs of Java, and compares no name', async () => {
      encrypting();
      const run = await bootstrapTest(['10.0.0.11:39092']);
      expect(run).toMatchObject({ code: 0, verdict: 'GOOD: external advertises every broker as planned' });
      expect(client()).toEqual({
        'security.protocol': 'SSL',
        'ssl.endpoint.identification.algorithm': '',
      });
      const [call = ''] = bastion.calls('kafka-broker-api-versions.sh');
      expect(existsSync(call.split(' ').at(-1) ?? '')).toBe(false);
    });

    test('or those of a file, and logs in', async () => {
      encrypting({ authentication: { mechanism: 'plain' } });
      bastion.write('/root/ca.pem', 'a CA');
      const ca = bastion.path('/root/ca.pem');
      await bootstrapTest(['10.0.0.11:39092'], { KAFKA_USER: 'changefeed', CA_FILE: ca }, 'a-password\n');
      expect(client()).toMatchObject({
        'security.protocol': 'SASL_SSL',
        'sasl.mechanism': 'PLAIN',
        'ssl.truststore.type': 'PEM',
        'ssl.truststore.location': ca,
      });
    });

    test('without that file it says so, and asks nobody', async () => {
      encrypting();
      const { code, verdict } = await bootstrapTest(['10.0.0.11:39092'], { CA_FILE: '/nowhere/ca.pem' });
      expect({ code, verdict }).toEqual({ code: 1, verdict: 'BAD: CA_FILE=/nowhere/ca.pem cannot be read' });
      expect(bastion.calls('kafka-')).toEqual([]);
    });

    test('INTERNAL is asked as before', async () => {
      encrypting();
      bastion.kafkaTool('broker-api-versions', answer(internal, ANSWERED));
      expect((await bootstrapTest([SERVER])).code).toBe(0);
      expect(bastion.calls('kafka-broker-api-versions.sh')).toEqual([
        `kafka-broker-api-versions.sh --bootstrap-server ${SERVER}`,
      ]);
    });
  });

  describe('where clients log in', () => {
    const KEPT = 'cp "${@: -1}" "$FAKE/client" && stat -c %a "${@: -1}" >"$FAKE/mode"\n';
    const asking = (mechanism: string) => {
      bastion.remove();
      const users = [{ name: 'changefeed', write: ['*'] }];
      const externalListeners = [{ name: 'EXTERNAL', authentication: { mechanism } }];
      bastion = new BastionHost(seedPlan({ externalListeners, kafka: { users } }));
      bastion.kafkaTool('broker-api-versions', KEPT + answer(externalOf('unique_name'), UNRESOLVED));
    };
    const AS = { KAFKA_USER: 'changefeed' };
    const PASSWORD = 'a"b\\c$d\n';

    test.each([
      ['scram-sha-512', 'SCRAM-SHA-512', 'scram.ScramLoginModule'],
      ['plain', 'PLAIN', 'plain.PlainLoginModule'],
    ])(
      'a user does so by %s, by a file that nobody else reads and that is gone',
      async (name, mechanism, module) => {
        asking(name);
        const run = await bootstrapTest(['10.0.0.11:39092'], AS, PASSWORD);
        expect(run).toMatchObject({ code: 0, verdict: 'GOOD: external advertises every broker as planned' });
        const jaas = `org.apache.kafka.common.security.${module} required username="changefeed" password="a\\"b\\\\c$d";`;
        expect(readProperties(bastion.read('/fake/client'))).toEqual({
          'security.protocol': 'SASL_PLAINTEXT',
          'sasl.mechanism': mechanism,
          'sasl.jaas.config': jaas,
        });
        expect(bastion.read('/fake/mode')).toBe('600\n');
        const [call = ''] = bastion.calls('kafka-broker-api-versions.sh');
        expect(existsSync(call.split(' ').at(-1) ?? '')).toBe(false);
        expect(call).not.toContain('a"b');
      },
    );

    test('nobody is asked on INTERNAL', async () => {
      asking('plain');
      bastion.kafkaTool('broker-api-versions', answer(internal, ANSWERED));
      expect((await bootstrapTest([SERVER])).code).toBe(0);
      expect(bastion.calls('kafka-broker-api-versions.sh')).toEqual([
        `kafka-broker-api-versions.sh --bootstrap-server ${SERVER}`,
      ]);
    });

    test('without a user it says what is missing, and asks nobody', async () => {
      asking('scram-sha-512');
      expect(await bootstrapTest(['10.0.0.11:39092'])).toMatchObject({
        code: 1,
        verdict: expect.stringContaining('BAD: clients log in there (SCRAM-SHA-512): KAFKA_USER='),
      });
      expect(bastion.calls('kafka-')).toEqual([]);
    });

    test.each([
      ['produce.sh', 'kafka-topics.sh', '--command-config'],
      ['produce.sh', 'kafka-console-producer.sh', '--producer.config'],
      ['produce.sh', 'kafka-get-offsets.sh', '--command-config'],
      ['consume.sh', 'kafka-console-consumer.sh', '--consumer.config'],
    ])('%s lets %s log in', async (script, tool, option) => {
      asking('plain');
      bastion.kafkaTool('topics', 'echo "PartitionCount: 1"');
      bastion.kafkaTool('get-offsets', 'echo test-topic:0:1');
      await bastion.script(script, ['b1.example:9092'], AS, PASSWORD);
      expect(bastion.calls(tool)[0]).toContain(` ${option} /`);
    });
  });

  test('every difference is named', async () => {
    bastion.kafkaTool(
      'broker-api-versions',
      `${answer(['10.0.0.11:9092', '10.0.64.12:9999'], ANSWERED)}
echo "10.0.9.9:9092 (id: 7 rack: null isFenced: false) -> ("`,
    );
    const run = await bootstrapTest([SERVER]);
    expect(run).toMatchObject({ code: 1, verdict: 'BAD: 3 differences on internal' });
    expect(run.output).toContain('wrong: node 2 advertises 10.0.64.12:9999, expected 10.0.64.12:9092');
    expect(run.output).toContain('missing: node 3, expected as 10.0.128.13:9092');
    expect(run.output).toContain('extra: node 7 advertises 10.0.9.9:9092, not expected');
  });

  test('names of EXTERNAL on INTERNAL are no success', async () => {
    bastion.kafkaTool('broker-api-versions', answer(externalOf('unique_name'), ANSWERED));
    expect(await bootstrapTest([SERVER])).toMatchObject({
      code: 1,
      verdict: 'BAD: 3 differences on internal',
    });
  });

  test('a tool that fails and exits with 0 is no success', async () => {
    bastion.kafkaTool('broker-api-versions', ERROR);
    const run = await bootstrapTest([SERVER]);
    expect(run).toMatchObject({ code: 1, verdict: `BAD: ${SERVER} does not answer with any broker` });
    expect(run.output).toContain('TimeoutException');
  });

  test('a listener that does not exist is a wrong call', async () => {
    expect((await bootstrapTest([SERVER, 'outside'])).code).toBe(2);
  });
});
