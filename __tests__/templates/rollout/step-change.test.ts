import { nonEmpty } from '../../../plan/known';
import { statSync } from 'node:fs';
import { seedPlan } from '../support/plan';
import { planFrom, PROPERTIES } from './support/rollout-host';
import { mirror, plan, ROLLING, running, withThreads, useRolloutHosts } from './support/step';

const BOOTSTRAP = '/usr/local/sbin/kafka-bootstrap';

useRolloutHosts();

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
      'gate before --node 1 --bootstrap 10.0.64.12:9092,10.0.128.13:9092 --timeout 600 --hold true --allow-unavailable false',
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
    expect(broker.events()).toEqual(['start', 'gate after']);
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
