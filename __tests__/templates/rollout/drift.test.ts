import { readlinkSync, rmSync } from 'node:fs';
import { nonEmpty } from '../../../plan/known';
import { planFrom, PROPERTIES, type RolloutHost, STATE } from './support/rollout-host';
import { mirror, NEWER, plan, ROLLING, running, useRolloutHosts } from './support/step';

useRolloutHosts();

const UNIT = '/etc/systemd/system/kafka.service';
const ENABLED = 'systemctl enable --quiet kafka-bootstrap.service kafka.service';

const CHANGEFEED = { name: 'CHANGEFEED', port: 39192, bootstrap: 9192, base: 9192 };
const OTHER = { ...CHANGEFEED, port: 39292, bootstrap: 9292, base: 9292 };
const listening = (listener: object, uniqueName?: string) =>
  planFrom(mirror, { externalListeners: [listener], uniqueName }, uniqueName && NEWER);

/** A broker that an apply has brought to its plan. */
async function applied(to = plan()): Promise<RolloutHost> {
  const broker = await running(to);
  expect((await broker.change(to)).code).toBe(0);
  broker.write('/fake/calls', '');
  return broker;
}

function edit(broker: RolloutHost, from: RegExp, to: string): void {
  const before = broker.read(PROPERTIES);
  broker.write(PROPERTIES, before.replace(from, to));
  expect(broker.read(PROPERTIES)).not.toBe(before);
}

describe('a host whose files are right', () => {
  test('gets back what a person switched off besides: its units and the settings of SSH', async () => {
    const broker = await applied();
    broker.write('/etc/ssh/sshd_config', 'PasswordAuthentication yes\n');
    expect((await broker.change(plan())).code).toBe(0);
    expect(broker.calls(ENABLED)).toEqual([ENABLED]);
    expect(broker.read('/etc/ssh/sshd_config')).toMatch(/^# kafka: begin\n/);
    expect(broker.events()).toEqual(['gate after']);
  });

  test('whose bootstrap fails is not reported as right', async () => {
    const broker = await applied();
    broker.program('mountpoint', 'exit 1');
    const { code, output } = await broker.change(plan());
    expect(code).not.toBe(0);
    expect(output).toContain('kafka-bootstrap has failed');
  });
});

describe('files that a person edited', () => {
  test('a deleted unit comes back without a restart', async () => {
    const broker = await applied();
    const before = broker.read(UNIT);
    rmSync(broker.path(UNIT));
    expect((await broker.change(plan())).code).toBe(0);
    expect(broker.read(UNIT)).toBe(before);
    expect(broker.calls(ENABLED)).toEqual([ENABLED]);
    expect(broker.events()).toEqual(['gate after']);
  });

  test.each([
    ['a port', /:39092/g, ':39999'],
    ['a protocol', /EXTERNAL:PLAINTEXT/, 'EXTERNAL:SSL'],
    ['the node id', /^node.id=1$/m, 'node.id=7'],
  ])('%s that no running Kafka may change comes back', async (_, from, to) => {
    const broker = await applied();
    const before = broker.read(PROPERTIES);
    edit(broker, from, to);
    expect((await broker.change(plan())).code).toBe(0);
    expect(broker.read(PROPERTIES)).toBe(before);
    expect(broker.events()).toEqual(['gate after']);
  });

  test('a port with which Kafka runs comes back by a restart', async () => {
    const broker = await applied();
    edit(broker, /:39092/g, ':39999');
    await broker.run('/fakes/systemctl', ['start', 'kafka.service']);
    broker.write('/fake/calls', '');
    expect((await broker.change(plan())).code).toBe(0);
    expect(broker.events()).toEqual(ROLLING);
  });

  test('hide no change of the plan that cannot roll', async () => {
    const broker = await applied(listening(CHANGEFEED));
    edit(broker, /:39192/g, ':39292');
    const { code, output } = await broker.change(listening(OTHER));
    expect(code).toBe(78);
    expect(output).toContain('the port of CHANGEFEED is 39192 here and 39292 in this change');
    expect(broker.events()).toEqual([]);
  });
});

describe('a system disk that the console has replaced', () => {
  /** The first user data has booted again, beside today's data disk. */
  async function bootedAgain(from: ReturnType<typeof plan>): Promise<RolloutHost> {
    const broker = await running(from);
    rmSync(broker.path(`${STATE}/served`));
    return broker;
  }

  test('gets the name, the release and the listeners of today, although those have changed since', async () => {
    const broker = await bootedAgain(listening(CHANGEFEED));
    const { code, output } = await broker.change(listening(OTHER, 'real'));
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(broker.events()).toEqual(ROLLING);
    expect(broker.read(PROPERTIES)).toContain('b1.real.alicloud.plc.tidbcloud.com:9293');
    expect(readlinkSync(broker.path('/opt/kafka/current'))).toContain('3.9.1');
    expect(broker.formats()).toBe(0);
  });

  test('is no other cluster', async () => {
    const broker = await bootedAgain(plan());
    const today = plan();
    const other = { ...today, brokers: nonEmpty(today.brokers), ports: { ...today.ports, internal: 19092 } };
    const { code, output } = await broker.change(other);
    expect(code).toBe(78);
    expect(output).toContain('the port of INTERNAL is 9092 here and 19092 in this change');
  });
});
