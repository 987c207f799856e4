import { planFrom } from './support/rollout-host';
import { blank, mirror, plan, ROLLING, running, withThreads, useRolloutHosts } from './support/step';

useRolloutHosts();

describe('first deployment', () => {
  test('waits until this host has booted and the cluster serves, and restarts nothing', async () => {
    const host = blank();
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
    const host = blank();
    await host.bootstrap();
    host.write('/fake/bootstrap', 'failed\n');
    const { code } = await host.change(plan());
    expect(code).toBe(0);
    expect(host.calls('systemctl start')).toEqual(['systemctl start --no-block kafka.service']);
  });

  test('ends with the reason when the host refuses', async () => {
    const host = blank();
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
    const host = blank();
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

  test('gets what its first boot did not come to, or a person has undone: it comes back from a reboot', async () => {
    const broker = await running();
    broker.write('/etc/ssh/sshd_config', 'PasswordAuthentication yes\n');
    expect((await broker.change(plan())).code).toBe(0);
    expect(broker.events()).toEqual(['gate after']);
    expect(broker.calls('systemctl enable')).toEqual([
      'systemctl enable --quiet kafka-bootstrap.service kafka.service',
    ]);
    expect(broker.read('/etc/ssh/sshd_config')).toMatch(/^# kafka: begin\n/);
    expect(broker.calls('systemctl restart systemd-sysctl.service')).toHaveLength(1);
  });

  test('which would not come back from a reboot is no success', async () => {
    const broker = await running();
    broker.write('/fake/on-enable', 'exit 1\n');
    const { code, verdict } = await broker.change(plan());
    expect(code).toBe(75);
    expect(verdict).toContain('cannot be enabled, so a reboot would not start them; nothing was touched');
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

test("another broker's change is refused", async () => {
  const broker = await running();
  const { code, output } = await broker.change(plan(), { nodeId: 2 });
  expect(code).toBe(78);
  expect(output).toContain('node.id is 1 here and 2 in this change');
});
