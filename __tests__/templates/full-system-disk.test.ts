import { META } from './support/sandbox/broker-host';
import { host, useBrokerHost } from './support/sandbox/use-broker-host';

jest.setTimeout(60_000);

const BOOTSTRAP = '/usr/local/sbin/kafka-bootstrap';
useBrokerHost();
beforeEach(async () => {
  await host.bootstrap();
});

test('a host that is right already becomes ready, although nothing can be written', async () => {
  const run = await host.runOnFullDisk(BOOTSTRAP);
  expect(run).toMatchObject({ code: 0, verdict: expect.stringMatching(/^READY: node 1/) });
  expect(host.formats()).toBe(1);
});

test('it becomes ready without a log', async () => {
  host.program('tee', 'cat; exit 1');
  expect(await host.bootstrap()).toMatchObject({ code: 0, verdict: expect.stringMatching(/^READY: node 1/) });
});

test.each([
  ['hosts', "HOSTS='10.0.0.99=broker-node9'", '/etc/hosts'],
  ['a mark', 'CLUSTER_ID=AnotherClusterOfKafka0', '/var/lib/kafka-bootstrap/formatted'],
])('new %s that cannot be written: which disk is full, and the old file stays', async (_, line, path) => {
  host.set(line);
  if (line.startsWith('CLUSTER_ID')) {
    host.write(META, host.read(META).replace(/cluster.id=.*/, line.replace('CLUSTER_ID', 'cluster.id')));
  }
  const before = host.read(path);
  const print = `bash "$@" || code=$?; echo "left: $(cat "$KAFKA_BOOTSTRAP_ROOT${path}")"; exit "$code"`;
  host.write('/then-print', print);
  const run = await host.runOnFullDisk('/then-print', [host.path(BOOTSTRAP)]);
  expect(run.code).toBe(75);
  expect(run.output).toMatch(/NOT READY: the disk of \/etc is full: .*\. Try again: systemctl start kafka\n/);
  expect(run.output).toContain(`left: ${before.trimEnd()}`);
});
