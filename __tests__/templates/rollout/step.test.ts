import { readlinkSync, statSync } from 'node:fs';
import { nonEmpty } from '../../../plan/known';
import { seedPlan } from '../support/plan';
import { archive } from '../support/sandbox/sandbox';
import { type Mirror, startMirror } from '../support/sandbox/mirror';
import { KAFKA_TOOLS } from '../support/sandbox/fakes';
import { FAKE_JAVA } from './support/fakes';
import { planFrom, PROPERTIES, RolloutHost, STATE } from './support/rollout-host';

jest.setTimeout(60_000);
const ROLLING = ['gate before', 'stop', 'start', 'gate after'];
const BOOTSTRAP = '/usr/local/sbin/kafka-bootstrap';
const NEWER = 'kafka_2.13-3.9.1.tgz';

let mirror: Mirror;
let host: RolloutHost | undefined;
const the = (found: RolloutHost | undefined) => {
  if (!found) throw new Error('no host');
  return found;
};

beforeAll(async () => {
  mirror = await startMirror(FAKE_JAVA);
  mirror.archives[NEWER] = archive('kafka_2.13-3.9.1', KAFKA_TOOLS);
});
beforeEach(() => {
  mirror.requests.length = 0;
});
afterEach(() => {
  host?.remove();
  host = undefined;
});
afterAll(() => mirror.stop());

const plan = () => planFrom(mirror);
const withThreads = (value: number | string) =>
  planFrom(mirror, { kafka: { properties: { 'num.io.threads': value } } });
const running = async (from = plan()) => (host = await RolloutHost.running(mirror, from));

describe('first deployment', () => {
  test('waits until this host has booted and the cluster serves, and restarts nothing', async () => {
    host = RolloutHost.blank(mirror, plan());
    host.write('/fake/bootstrap', 'activating\n');
    host.write('/run/cloud-init/.keep', '');
    host.write('/var/log/kafka-bootstrap.log', '2026-11-24T00:00:00Z fetching the archive\n');
    host.upload(plan());
    await host.start();
    const following = host.follow();
    host.write('/run/cloud-init/result.json', '{}');
    await host.bootstrap();
    await host.run('/fakes/systemctl', ['start', 'kafka.service']);
    const { code, output } = await following;
    expect(output).toContain('DONE: node 1 serves');
    expect(code).toBe(0);
    expect(host.events()).toEqual(['start', 'gate after']);
    expect(host.calls('gate after')[0]).toContain('--timeout 1200 '); // the others boot as well
  });

  test('starts a bootstrap again that has failed for a passing reason', async () => {
    host = RolloutHost.blank(mirror, plan());
    await host.bootstrap();
    host.write('/fake/bootstrap', 'failed\n');
    const { code } = await host.change(plan());
    expect(code).toBe(0);
    expect(host.calls('systemctl start')).toEqual(['systemctl start --no-block kafka.service']);
  });

  test('ends with the reason when the host refuses', async () => {
    host = RolloutHost.blank(mirror, plan());
    host.write('/var/log/cloud-init-output.log', 'the end of cloud-init\n');
    host.write('/fake/bootstrap', 'failed\n');
    host.write(
      '/fake/on-start',
      'echo "Z REFUSED: a foreign disk" >>"$KAFKA_BOOTSTRAP_ROOT/var/log/kafka-bootstrap.log"; exit\n',
    );
    const { code, output } = await host.change(plan());
    expect(code).toBe(78);
    expect(output).toContain('| the end of cloud-init');
    expect(output).toMatch(/REFUSED: this host is not made ready for Kafka: Z REFUSED: a foreign disk\n$/);
  });

  test('ends with both logs when the host does not boot in time', async () => {
    host = RolloutHost.blank(mirror, plan());
    host.write('/var/log/cloud-init-output.log', 'the end of cloud-init\n');
    host.write('/fake/bootstrap', 'activating\n');
    host.write('/var/log/kafka-bootstrap.log', 'waiting for disk d-1\n');
    const { code, output } = await host.change(plan(), { bootTimeoutSeconds: 1 });
    expect(code).toBe(75);
    expect(output).toContain('| the end of cloud-init');
    expect(output).toContain('| waiting for disk d-1');
    expect(output).toContain('Kafka does not run after 1 s');
  });
});

describe('metrics that are switched on', () => {
  const metered = (sha256?: string) => {
    const exporter = { ...mirror.source('agent-1.jar'), ...(sha256 && { sha256 }) };
    return planFrom(mirror, { kafka: { metrics: { allowFrom: ['10.0.0.0/24'], exporter } } });
  };
  beforeEach(() => {
    mirror.archives['agent-1.jar'] = Buffer.from('a jar');
  });

  test('the agent is there before Kafka stops, and Kafka starts with it', async () => {
    const broker = await running();
    broker.write('/fake/on-stop', 'cp "$KAFKA_BOOTSTRAP_ROOT"/opt/kafka-archives/agent-1.jar "$FAKE/seen"\n');
    expect((await broker.change(metered())).code).toBe(0);
    expect(broker.events()).toEqual(ROLLING);
    expect(broker.read('/fake/seen')).toBe('a jar');
    expect(broker.read('/etc/systemd/system/kafka.service')).toContain(
      '/opt/kafka-archives/agent-1.jar=7071:',
    );
    expect(broker.read('/etc/kafka/metrics.yml')).toContain('rules:');
  });

  test('an agent with another checksum stops nothing', async () => {
    const broker = await running();
    expect((await broker.change(metered('d'.repeat(64)))).code).not.toBe(0);
    expect(broker.events()).toEqual([]);
  });
});

describe('a change', () => {
  test('lets SSH take keys only', async () => {
    const broker = await running();
    broker.write('/etc/ssh/sshd_config', 'PasswordAuthentication yes\n');
    expect((await broker.change(withThreads(5))).code).toBe(0);
    expect(broker.read('/etc/ssh/sshd_config')).toMatch(/^# kafka: begin\nAuthenticationMethods publickey\n/);
  });

  test('goes on when sshd does not take that', async () => {
    const broker = await running();
    broker.program('sshd', 'exit 1');
    const { code, output } = await broker.change(withThreads(6));
    expect(code).toBe(0);
    expect(output).toContain('SSH stays unchanged');
    expect(broker.read('/etc/ssh/sshd_config')).toBe('# of the image\n');
  });
});

describe('a broker that is right already', () => {
  test('is not restarted, however often the change comes', async () => {
    const broker = await running();
    const before = broker.configuration();
    expect((await broker.change(plan())).code).toBe(0);
    expect((await broker.change(plan())).code).toBe(0);
    expect(broker.events()).toEqual(['gate after', 'gate after']);
    expect(broker.configuration()).toEqual(before);
    expect(mirror.requests).toHaveLength(2); // of the first boot
  });

  test('which lags behind is a passing failure', async () => {
    const broker = await running();
    broker.write('/fake/gate-after', 'echo "partition orders-0 is not in sync on node 1"; exit 75\n');
    const { code, output } = await broker.change(plan());
    expect(code).toBe(75);
    expect(output).toContain('gate: partition orders-0 is not in sync on node 1');
    expect(broker.events()).toEqual(['gate after']);
  });

  test('restarts when its files are right but its Kafka runs with older ones', async () => {
    const broker = await running();
    broker.write('/run/kafka/started', 'something else\n');
    expect((await broker.change(plan())).code).toBe(0);
    expect(broker.events()).toEqual(ROLLING);
  });
});

describe('a change', () => {
  test('of server.properties asks, stops, places, starts and asks again, each once', async () => {
    const broker = await running();
    broker.write(BOOTSTRAP, `${broker.read(BOOTSTRAP)}# older\n`);
    broker.write(
      '/fake/on-stop',
      'echo "old at stop: $(grep -c num.io "$KAFKA_BOOTSTRAP_ROOT/etc/kafka/server.properties")" >>"$FAKE/calls"\n',
    );
    broker.write(
      '/fake/on-start',
      'echo "new at start: $(grep num.io "$KAFKA_BOOTSTRAP_ROOT/etc/kafka/server.properties")" >>"$FAKE/calls"\n',
    );
    const { code, verdict } = await broker.change(withThreads(16));
    expect({ code, verdict }).toEqual({
      code: 0,
      verdict: 'DONE: node 1 serves with the files of this change',
    });
    expect(broker.events()).toEqual(ROLLING);
    expect(broker.calls('old at stop')).toEqual(['old at stop: 0']);
    expect(broker.calls('new at start')).toEqual(['new at start: num.io.threads=16']);
    expect(broker.calls('systemctl daemon-reload')).toHaveLength(1);
    expect(broker.tree('/var/lib/kafka-rollout/previous/etc/kafka')).not.toEqual(broker.tree('/etc/kafka'));
    expect(statSync(broker.path(PROPERTIES)).mode & 0o777).toBe(0o644);
    expect(statSync(broker.path(BOOTSTRAP)).mode & 0o777).toBe(0o755);
  });

  test('asks the others, then this one under its new name', async () => {
    const broker = await running();
    expect((await broker.change(planFrom(mirror, { uniqueName: 'real' }))).code).toBe(0);
    expect(broker.calls('gate')).toEqual([
      'gate before --node 1 --bootstrap 10.0.64.12:9092,10.0.128.13:9092 --timeout 600 --allow-unavailable false',
      'gate after --node 1 --bootstrap 10.0.64.12:9092,10.0.128.13:9092 --timeout 600 --listeners 127.0.0.1:9092,127.0.0.1:39092 ' +
        '--advertised 10.0.0.11:9092,b1.real.alicloud.plc.tidbcloud.com:9093 --logins INTERNAL:none,EXTERNAL:none',
    ]);
  });

  test('of what Kafka does not read at its start restarts nothing', async () => {
    const broker = await running();
    const wider = planFrom(mirror, { brokers: [1, 2, 3, 4] });
    const before = broker.read(PROPERTIES);
    expect((await broker.change(wider)).code).toBe(0);
    expect(broker.events()).toEqual(['gate after']);
    expect(broker.read('/etc/hosts')).toContain('broker-node4');
    expect(broker.read(PROPERTIES)).toBe(before);
  });

  test('waits for the others and gives up untouched', async () => {
    const broker = await running();
    const before = broker.configuration();
    broker.write('/fake/gate-before', 'echo "partition orders-0 needs 2"; exit 75\n');
    const { code, output, verdict } = await broker.change(withThreads(16));
    expect(code).toBe(75);
    expect(output).toContain('gate: partition orders-0 needs 2');
    expect(verdict).toContain('nothing was touched');
    expect(broker.events()).toEqual(['gate before']);
    expect(broker.configuration()).toEqual(before);
  });

  test('that would make topics unavailable is refused, unless allowed', async () => {
    const broker = await running();
    broker.write(
      '/fake/gate-before',
      '[[ $* != *"unavailable true"* ]] || exit 0\necho "refused: topic a"; exit 78\n',
    );
    const refused = await broker.change(withThreads(16));
    expect(refused.code).toBe(78);
    expect(refused.output).toContain('gate: refused: topic a');
    expect(broker.events()).toEqual(['gate before']);
    expect((await broker.change(withThreads(16), { allowUnavailable: true })).code).toBe(0);
  });

  test('reaches a broker that is down without asking the others, and keeps no files that may not have served', async () => {
    const broker = await running();
    broker.write(PROPERTIES, 'garbage\n');
    await broker.run('/fakes/systemctl', ['stop', 'kafka.service']);
    broker.write('/fake/calls', '');
    expect((await broker.change(plan())).code).toBe(0);
    expect(broker.events()).toEqual(['stop', 'start', 'gate after']);
    expect(broker.tree('/var/lib/kafka-rollout/previous')).toEqual({});
  });

  test('compiles the gate once, and later changes use it', async () => {
    const broker = await running();
    expect((await broker.change(withThreads(16))).code).toBe(0);
    expect(broker.calls('compile')).toHaveLength(1);
    expect((await broker.change(withThreads(32))).code).toBe(0);
    expect(broker.calls('compile')).toHaveLength(1);
    expect(broker.events().filter((event) => event.startsWith('gate'))).toHaveLength(4);
  });

  test('without a compiler in the JDK is refused', async () => {
    const broker = await running();
    broker.write('/fake/no-compiler', '');
    const { code, verdict } = await broker.change(withThreads(16));
    expect(code).toBe(78);
    expect(verdict).toMatch(/cannot compile the gate.*module jdk.compiler/);
    expect(broker.events()).toEqual([]);
  });
});

describe('an upgrade', () => {
  const upgraded = () => planFrom(mirror, {}, NEWER);
  const current = () => readlinkSync(the(host).path('/opt/kafka/current'));

  test('is unpacked before Kafka stops, and switched while it is stopped', async () => {
    const broker = await running();
    const releases =
      'echo "$(ls "$KAFKA_BOOTSTRAP_ROOT/opt/kafka/releases" | wc -l) $(readlink "$KAFKA_BOOTSTRAP_ROOT/opt/kafka/current")" >>"$FAKE/releases"\n';
    broker.write('/fake/on-stop', releases);
    broker.write('/fake/on-start', releases);
    mirror.requests.length = 0;
    expect((await broker.change(upgraded())).code).toBe(0);
    expect(broker.calls('kafka-features')).toHaveLength(1);
    expect(mirror.requests).toEqual([NEWER]);
    expect(broker.read('/fake/releases')).toMatch(
      /^2 releases\/kafka_2.13-3.7.1-\w+\n2 releases\/kafka_2.13-3.9.1-\w+\n$/,
    );
    expect(broker.events()).toEqual(ROLLING);
    const calls = broker.calls('').map((line) => line.split(' ').slice(0, 2).join(' '));
    expect(calls.filter((call) => call === 'compile')).toHaveLength(2); // for both releases
    expect(calls.lastIndexOf('compile')).toBeLessThan(calls.indexOf('systemctl stop'));
  });

  test.each([
    ['that its tool does not know', 'UNKNOWN 21', '3.7.1'],
    ['that its tool knows from before its release', '3.8-IV0', '3.7.1'],
    ['of a later release', '3.10-IV1', '3.9.1'],
  ])('to a release older than a finalised level %s is refused', async (_, level, version) => {
    const broker = await running();
    const before = broker.configuration();
    broker.write('/fake/level', `${level}\n`);
    const { code, verdict } = await broker.change(planFrom(mirror, { kafka: { version } }, NEWER));
    expect(code).toBe(78);
    expect(verdict).toContain(
      `has finalised a metadata.version (${level}) that Kafka ${version} cannot read`,
    );
    expect(broker.events()).toEqual(['gate before']);
    expect(broker.configuration()).toEqual(before);
    expect(current()).toContain('3.7.1');
    expect(broker.tree(STATE)).not.toHaveProperty(`${STATE}/unfinished`);
  });

  test('goes on when the level is as new as the release', async () => {
    const broker = await running();
    broker.write('/fake/level', '3.9-IV0\n');
    expect((await broker.change(planFrom(mirror, { kafka: { version: '3.9.1' } }, NEWER))).code).toBe(0);
  });

  test('waits when the cluster does not tell its level', async () => {
    const broker = await running();
    broker.write('/fake/level', '\n');
    expect(await broker.change(upgraded())).toMatchObject({
      code: 75,
      verdict: expect.stringContaining('the cluster does not report its metadata.version'),
    });
    expect(broker.events()).toEqual(['gate before']);
  });

  test('that cannot be fetched touches nothing', async () => {
    const broker = await running();
    mirror.answer('broken', 'broken');
    expect(await broker.change(upgraded())).toMatchObject({
      code: 75,
      verdict: expect.stringContaining('could not be fetched'),
    });
    expect(broker.events()).toEqual([]);
    expect(current()).toContain('3.7.1');
  });

  test('that fails goes back to the release before', async () => {
    const broker = await running();
    broker.write('/fake/gate-after', '[[ -e $FAKE/late ]] || { touch "$FAKE/late"; exit 75; }\n');
    expect((await broker.change(upgraded())).code).toBe(1);
    expect(current()).toContain('3.7.1');
    expect(broker.events()).toEqual([...ROLLING, 'stop', 'start', 'gate after']);
  });
});

describe('a poisoned change', () => {
  test('is taken back: files as before, Kafka restarted with them, the reason and its log told', async () => {
    const broker = await running();
    const before = broker.configuration();
    broker.write(
      '/fake/gate-after',
      'grep -q poison "$KAFKA_BOOTSTRAP_ROOT/etc/kafka/server.properties" || { echo "node 1 serves"; exit 0; }\n' +
        'while echo "waiting"; do sleep 0.02; done\n',
    );
    const { code, output, verdict } = await broker.change(withThreads('poison'));
    expect(code).toBe(1);
    expect(verdict).toMatch(/^REVERTED: Kafka does not stay up; this broker serves with its previous files/);
    expect(output).toContain('| Kafka said: invalid value poison');
    expect(output).toContain('| a line of server.log');
    expect(broker.configuration()).toEqual(before);
    expect(broker.events()).toEqual([...ROLLING, 'stop', 'start', 'gate after']);
    expect((await broker.rollout('status')).output).toContain('phase:   reverted');
    // Right again, so the next change is as any other.
    broker.write('/fake/calls', '');
    expect((await broker.change(withThreads(16))).code).toBe(0);
    expect(broker.events()).toEqual(ROLLING);
  });

  test('of which the way back fails as well says so, and keeps the files before for the next change', async () => {
    const broker = await running();
    const before = broker.tree('/etc/kafka')[PROPERTIES];
    const kept = () =>
      broker.tree('/var/lib/kafka-rollout/previous/')[`/var/lib/kafka-rollout/previous${PROPERTIES}`];
    broker.write('/fake/gate-after', 'exit 75\n');
    const { code, verdict } = await broker.change(withThreads(16));
    expect(code).toBe(1);
    expect(verdict).toMatch(/^NOT REVERTED: the gate was not passed in 600 s; going back failed as well/);
    expect(kept()).toBe(before);
    await broker.change(withThreads(32));
    expect(kept()).toBe(before);
  });

  test('on a broker where nothing has served before stays, and says so', async () => {
    const broker = await running();
    await broker.run('/fakes/systemctl', ['stop', 'kafka.service']);
    broker.write('/fake/gate-after', 'while echo "waiting"; do sleep 0.02; done\n');
    const { code, verdict } = await broker.change(withThreads('poison'));
    expect(code).toBe(1);
    expect(verdict).toContain('there is nothing to go back to');
    expect(broker.read(PROPERTIES)).toContain('poison');
  });
});

describe('a step that is killed', () => {
  const killItself = 'kill -9 "$(cat "$FAKE/step-pid")"\n';

  test.each([
    ['between placing and starting', 'on-start', 'starting'],
    ['while Kafka stops', 'on-stop', 'stopping'],
    ['in the gate after', 'gate-after', 'after-gate'],
  ])('%s is resumed by the next start', async (_, hook, phase) => {
    const broker = await running();
    const before = broker.tree('/etc/kafka')[PROPERTIES];
    broker.write(`/fake/${hook}`, killItself);
    const killed = await broker.change(withThreads(16));
    expect(killed.code).toBe(75);
    expect(killed.output).toContain(`the step was interrupted in phase ${phase}. Apply again`);
    broker.write(`/fake/${hook}`, '');
    const resumed = await broker.change(withThreads(16));
    expect(resumed.output).toContain('an earlier change was not finished');
    expect(resumed).toMatchObject({ code: 0, verdict: expect.stringContaining('DONE') });
    expect(broker.read(PROPERTIES)).toContain('num.io.threads=16');
    expect(
      broker.tree('/var/lib/kafka-rollout/previous/')[`/var/lib/kafka-rollout/previous${PROPERTIES}`],
    ).toBe(before);
    expect(broker.tree(STATE)).not.toHaveProperty(`${STATE}/unfinished`);
  });

  test('goes back to the last state that has served when the rest fails', async () => {
    const broker = await running();
    const before = broker.configuration();
    broker.write('/fake/on-start', killItself);
    await broker.change(withThreads(16));
    broker.write('/fake/on-start', '');
    broker.write(
      '/fake/gate-after',
      'grep -q num.io "$KAFKA_BOOTSTRAP_ROOT/etc/kafka/server.properties" && exit 75 || exit 0\n',
    );
    expect((await broker.change(withThreads(16))).code).toBe(1);
    expect(broker.configuration()).toEqual(before);
  });
});

test('changes that cannot roll are refused, all at once, and nothing is touched', async () => {
  const broker = await running(planFrom(mirror, { uniqueName: 'real' }));
  const before = broker.configuration();
  const other = seedPlan({
    brokers: [1, 2, 3, 4],
    controllers: [1, 2, 4],
    kafka: { clusterId: 'A'.repeat(22) },
  });
  const ports = { controller: 29093, internal: 9192 };
  const externalListeners = nonEmpty(other.externalListeners.map((one) => ({ ...one, port: 39093 })));
  const brokers = other.brokers.map((one) => ({
    ...one,
    externals: nonEmpty(one.externals.map((endpoint) => ({ ...endpoint, port: endpoint.port + 100 }))),
  }));
  const { code, output } = await broker.change({
    ...other,
    ports,
    externalListeners,
    brokers,
    kafka: { ...other.kafka, dataMount: '/data', logDirs: '/data/kafka' },
  });
  expect(code).toBe(78);
  for (const problem of [
    `CLUSTER_ID is BRl69zcmTFmiPaoaANybiw here and ${'A'.repeat(22)} in this change`,
    'DATA_MOUNT is /var/lib/kafka here and /data',
    'log.dirs is /var/lib/kafka/data here and /data/kafka',
    'controller.quorum.voters is 1@10.0.0.11:29092,',
    'the port of INTERNAL is 9092 here and 9192',
    'the port of CONTROLLER is 29092 here and 29093',
    'the port of EXTERNAL is 39092 here and 39093',
    'the advertised port of EXTERNAL is 9093 here and 9193',
    'EXTERNAL is advertised as b1.real.alicloud.plc.tidbcloud.com:9093 here and as b1.unique_name.alicloud.plc.tidbcloud.com:9193',
    'was forgotten. Write it to tidbCloud.uniqueName, or set the variable unique_name',
  ]) {
    expect(output).toContain(problem);
  }
  expect(output.match(/cannot change on a running cluster: /g)).toHaveLength(10);
  expect(broker.configuration()).toEqual(before);
  expect(broker.events()).toEqual([]);
});

describe('external listeners', () => {
  const CHANGEFEED = { name: 'CHANGEFEED', port: 39192, bootstrap: 9192, base: 9192 };
  const EXTERNAL = { name: 'EXTERNAL' };
  const listening = (...externalListeners: object[]) => planFrom(mirror, { externalListeners });

  test('come and go by a restart, and the gate asks on each that is there', async () => {
    const broker = await running(listening(EXTERNAL));
    expect((await broker.change(listening(EXTERNAL, CHANGEFEED))).code).toBe(0);
    expect(broker.events()).toEqual(ROLLING);
    expect(broker.calls('gate after')[0]).toContain(
      '--listeners 127.0.0.1:9092,127.0.0.1:39192,127.0.0.1:39092 --advertised 10.0.0.11:9092,' +
        'b1.unique_name.alicloud.plc.tidbcloud.com:9193,b1.unique_name.alicloud.plc.tidbcloud.com:9093',
    );
    broker.write('/fake/calls', '');
    expect((await broker.change(listening(CHANGEFEED))).code).toBe(0);
    expect(broker.events()).toEqual(ROLLING);
    expect(broker.calls('gate after')[0]).toMatch(
      / --listeners 127\.0\.0\.1:9092,127\.0\.0\.1:39192 --advertised \S+:9193 --logins \S+$/,
    );
  });

  test('in another order restart nothing', async () => {
    const broker = await running(listening(EXTERNAL, CHANGEFEED));
    expect((await broker.change(listening(CHANGEFEED, EXTERNAL))).code).toBe(0);
    expect(broker.events()).toEqual(['gate after']);
  });

  test('that ask for a login are asked whether they do; their clients tell nobody else anything', async () => {
    const broker = await running(listening(EXTERNAL));
    const users = [{ name: 'changefeed', write: ['*'] }];
    const asking = { ...CHANGEFEED, authentication: { mechanism: 'scram-sha-512' } };
    const plan = planFrom(mirror, { externalListeners: [EXTERNAL, asking], kafka: { users } });
    expect((await broker.change(plan)).code).toBe(0);
    expect(broker.calls('gate after')[0]).toMatch(
      / --logins INTERNAL:none,CHANGEFEED:SCRAM-SHA-512,EXTERNAL:none$/,
    );
  });

  test('with TLS have to shake hands once a certificate is there', async () => {
    const tls = { serverName: 'kafka.example.com' };
    const plan = (name: string) =>
      planFrom(mirror, { externalListeners: [EXTERNAL, { ...CHANGEFEED, tls }], uniqueName: name });
    const broker = await running(listening(EXTERNAL));
    expect((await broker.change(plan('first'))).code).toBe(0);
    broker.write('/etc/kafka/secrets/tls.pem', 'key and certificate');
    expect((await broker.change(plan('second'))).code).toBe(0);
    const [before = '', after = ''] = broker.calls('gate after');
    expect(before).toMatch(/ --logins INTERNAL:none,CHANGEFEED:none:no-certificate,EXTERNAL:none$/);
    expect(after).toMatch(/ --logins INTERNAL:none,CHANGEFEED:none:tls,EXTERNAL:none$/);
  });

  test('neither begin nor cease to speak TLS while they stay', async () => {
    const tls = { serverName: 'kafka.example.com' };
    const broker = await running(listening(EXTERNAL, { ...CHANGEFEED, tls }));
    const { code, output } = await broker.change(listening({ ...EXTERNAL, tls }, CHANGEFEED));
    expect(code).toBe(78);
    expect(output).toContain('the protocol of CHANGEFEED is SSL here and PLAINTEXT in this change');
    expect(output).toContain('the protocol of EXTERNAL is PLAINTEXT here and SSL in this change');
    expect(broker.events()).toEqual([]);
  });

  test('keep how clients log in while they stay', async () => {
    const users = [{ name: 'changefeed', write: ['*'] }];
    const asking = (name: string, mechanism?: string) => {
      const login = mechanism ? { authentication: { mechanism } } : {};
      return { ...(name === 'EXTERNAL' ? EXTERNAL : CHANGEFEED), ...login };
    };
    const plan = (...externalListeners: object[]) =>
      planFrom(mirror, { externalListeners, kafka: { users } });
    const broker = await running(plan(asking('CHANGEFEED', 'plain'), asking('EXTERNAL')));
    const { code, output } = await broker.change(
      plan(asking('CHANGEFEED', 'scram-sha-512'), asking('EXTERNAL', 'plain')),
    );
    expect(code).toBe(78);
    expect(output).toContain('the mechanism of CHANGEFEED is PLAIN here and SCRAM-SHA-512 in this change');
    expect(output).toContain('the protocol of EXTERNAL is PLAINTEXT here and SASL_PLAINTEXT in this change');
    expect(broker.events()).toEqual([]);
  });

  test('keep their ports while they stay, also while others come', async () => {
    const broker = await running(listening(CHANGEFEED));
    const { code, output } = await broker.change(
      listening({ ...CHANGEFEED, port: 39292, base: 9292 }, EXTERNAL),
    );
    expect(code).toBe(78);
    expect(output).toContain('the port of CHANGEFEED is 39192 here and 39292 in this change');
    expect(output).toContain('the advertised port of CHANGEFEED is 9193 here and 9293 in this change');
    expect(output).toContain('docs/runbooks/change-listener.md');
    expect(broker.events()).toEqual([]);
  });
});

test("another broker's change is refused", async () => {
  const broker = await running();
  const { code, output } = await broker.change(plan(), { nodeId: 2 });
  expect(code).toBe(78);
  expect(output).toContain('node.id is 1 here and 2 in this change');
});
