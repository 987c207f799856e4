import { seedPlan } from './support/plan';
import { BrokerHost } from './support/sandbox/broker-host';
import { type Mirror, startMirror } from './support/sandbox/mirror';

jest.setTimeout(60_000);

/** A JDK of the release in `$FAKE/jdk`, whose class files say for which Java they are. */
const JAVA = `release="$(cat "$FAKE/jdk")" options=("$@")
for ((i = 0; i < $#; i++)); do
  case "\${options[i]}" in
    --release) release="\${options[i + 1]}" ;;
    -d) folder="\${options[i + 1]}" ;;
  esac
done
echo compile >>"$FAKE/calls"
echo "$release" >"$folder/PlainUsers.class"`;

const CLASS = '/opt/kafka-login/PlainUsers.class';
const plan = seedPlan({
  externalListeners: [{ name: 'EXTERNAL', authentication: { mechanism: 'plain' } }],
  kafka: { users: [{ name: 'changefeed', write: ['*'] }] },
});

let mirror: Mirror;
let host: BrokerHost;

beforeAll(async () => {
  mirror = await startMirror(JAVA);
});
beforeEach(() => {
  host = new BrokerHost(mirror, { plan });
  host.write('/fake/jdk', '22\n');
});
afterEach(() => host.remove());
afterAll(() => mirror.stop());

const compiled = () => host.calls('compile').length;

test('classes run with the oldest Java that Kafka runs with, so another JDK needs no other ones', async () => {
  expect((await host.bootstrap()).code).toBe(0);
  expect(Number(host.read(CLASS))).toBeLessThanOrEqual(11);
  host.write('/fake/jdk', '17\n');
  expect((await host.bootstrap()).code).toBe(0);
  expect(compiled()).toBe(1);
});

test('what an earlier script compiled for its own JDK alone is compiled once more', async () => {
  host.write('/opt/kafka-login/PlainUsers.java', host.read('/etc/kafka/PlainUsers.java'));
  host.write(CLASS, '22\n');
  await host.bootstrap();
  await host.bootstrap();
  expect(Number(host.read(CLASS))).toBeLessThanOrEqual(11);
  expect(compiled()).toBe(1);
});

test('another source is compiled', async () => {
  await host.bootstrap();
  host.write('/etc/kafka/PlainUsers.java', 'class PlainUsers {}\n');
  await host.bootstrap();
  expect(compiled()).toBe(2);
});

test('a compiler that fails leaves what was compiled before', async () => {
  await host.bootstrap();
  const before = host.tree('/opt/kafka-login');
  host.write('/etc/kafka/PlainUsers.java', 'class PlainUsers {}\n');
  host.write('/opt/java/current/bin/java', '#!/bin/bash\nexit 1\n');
  const { code, verdict } = await host.bootstrap();
  expect({ code, verdict }).toEqual({ code: 78, verdict: expect.stringContaining('the JDK cannot compile') });
  expect(host.tree('/opt/kafka-login')).toEqual(before);
});
