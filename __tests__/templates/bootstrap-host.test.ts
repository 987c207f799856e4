import { CLUSTER_ID } from './support/plan';
import { BrokerHost, DATA, META } from './support/sandbox/broker-host';
import { type Mirror, startMirror } from './support/sandbox/mirror';

let mirror: Mirror;
let host: BrokerHost;

beforeAll(async () => {
  mirror = await startMirror();
});
beforeEach(() => {
  mirror.answer();
  mirror.requests.length = 0;
  host = new BrokerHost(mirror);
});
afterEach(() => host.remove());
afterAll(() => mirror.stop());

describe('first boot of a new cluster', () => {
  test('ends ready: archives unpacked, disk mounted, storage formatted', async () => {
    const run = await host.bootstrap();
    expect(run).toMatchObject({ code: 0, verdict: expect.stringMatching(/^READY: node 1 of cluster/) });
    expect(host.read(META)).toContain(`cluster.id=${CLUSTER_ID}`);
    expect(host.read('/opt/kafka/current/bin/kafka-storage.sh')).not.toBe('');
    expect(host.read('/opt/java/current/bin/java')).not.toBe('');
    expect(host.calls('mount ')).toEqual([
      `mount -t ext4 -o noatime ${host.disk} ${host.path('/var/lib/kafka')}`,
    ]);
    expect(host.calls('useradd')).toHaveLength(1);
    expect(host.calls('chown')).toContain(`chown kafka:kafka ${host.path(DATA)}`);
    expect(host.read('/etc/fstab')).toMatch(
      /^# the system\nUUID=1234 .*\nUUID=\S+ \/var\/lib\/kafka ext4 noatime,nofail,x-systemd.device-timeout=20min 0 0\n$/,
    );
  });

  test('the log on the disk is what was printed, each line with its time', async () => {
    const { output } = await host.bootstrap();
    const lines = output
      .trimEnd()
      .split('\n')
      .filter((line) => !line.startsWith('Formatting'));
    for (const line of lines) expect(line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ /);
    for (const line of lines) expect(host.read('/var/log/kafka-bootstrap.log')).toContain(line);
  });

  test('storage is formatted with the cluster id and this configuration', async () => {
    await host.bootstrap();
    expect(host.calls('kafka-storage.sh')).toEqual([
      `kafka-storage.sh format -t ${CLUSTER_ID} -c ${host.path('/etc/kafka/server.properties')}`,
    ]);
  });

  test('all brokers are named in /etc/hosts', async () => {
    await host.bootstrap();
    expect(host.read('/etc/hosts')).toBe(`127.0.0.1 localhost
10.0.0.11 broker-node1 # kafka-bootstrap
10.0.64.12 broker-node2 # kafka-bootstrap
10.0.128.13 broker-node3 # kafka-bootstrap
`);
  });
});

describe('a later boot', () => {
  const STABLE = ['/etc', '/var/lib', '/opt'];

  test('changes nothing and needs no network', async () => {
    await host.bootstrap();
    const before = STABLE.map((path) => host.tree(path));
    mirror.requests.length = 0;
    const run = await host.bootstrap();
    expect(run).toMatchObject({ code: 0, verdict: expect.stringMatching(/^READY/) });
    expect(host.formats()).toBe(1);
    expect(host.calls('mount ')).toHaveLength(1);
    expect(mirror.requests).toEqual([]);
    expect(STABLE.map((path) => host.tree(path))).toEqual(before);
  });

  test('follows a broker that has moved or gone in /etc/hosts', async () => {
    await host.bootstrap();
    host.set("HOSTS='10.0.0.11=broker-node1 10.0.64.99=broker-node2'");
    await host.bootstrap();
    expect(host.read('/etc/hosts')).toBe(
      '127.0.0.1 localhost\n10.0.0.11 broker-node1 # kafka-bootstrap\n10.0.64.99 broker-node2 # kafka-bootstrap\n',
    );
  });

  test('with an archive of another checksum switches to a release of its own', async () => {
    await host.bootstrap();
    const old = host.tree('/opt/kafka/releases');
    const changed = Buffer.concat([
      mirror.archives['kafka_2.13-3.7.1.tgz'] ?? Buffer.of(),
      Buffer.alloc(512),
    ]);
    host.set('DELIVERY=image');
    host.write('/opt/kafka-archives/kafka_2.13-3.7.1.tgz', changed);
    host.set(`KAFKA_SHA256="$(sha256sum <"$ROOT/opt/kafka-archives/$KAFKA_FILE" | head -c 64)"`);
    await host.bootstrap();
    expect(host.tree('/opt/kafka/releases')).toMatchObject(old);
    expect(Object.keys(host.tree('/opt/kafka/releases'))).toHaveLength(2 * Object.keys(old).length);
  });
});

describe('archives', () => {
  test('a download that fails twice is tried again', async () => {
    mirror.answer('broken', 'broken');
    const run = await host.bootstrap();
    expect(run.code).toBe(0);
    expect(mirror.requests).toHaveLength(4);
  });

  test('a mirror that never answers is a temporary failure', async () => {
    mirror.answer(...Array<'broken'>(10).fill('broken'));
    const run = await host.bootstrap();
    expect(run.code).toBe(75);
    expect(run.verdict).toMatch(/^NOT READY: http.* could not be fetched in 4 attempts/);
  });

  test('a wrong checksum is refused with both sums, and nothing is unpacked', async () => {
    mirror.answer('wrong', 'wrong', 'wrong');
    const run = await host.bootstrap();
    expect(run.code).toBe(78);
    expect(run.verdict).toMatch(/^REFUSED: .*wrong checksum: expected [0-9a-f]{64}, actual [0-9a-f]{64}/);
    expect(host.tree('/opt/java')).toEqual({});
    expect(host.formats()).toBe(0);
  });

  test('a wrong checksum that comes right at the next download is no failure', async () => {
    mirror.answer('wrong');
    expect((await host.bootstrap()).code).toBe(0);
  });

  describe('of the image', () => {
    beforeEach(() => {
      host.set('DELIVERY=image');
    });

    test('are used without any network', async () => {
      for (const [name, content] of Object.entries(mirror.archives)) {
        host.write(`/opt/kafka-archives/${name}`, content);
      }
      expect((await host.bootstrap()).code).toBe(0);
      expect(mirror.requests).toEqual([]);
    });

    test('are not fetched when they are missing', async () => {
      const run = await host.bootstrap();
      expect(run.code).toBe(78);
      expect(run.verdict).toContain('the image must contain it');
      expect(mirror.requests).toEqual([]);
    });
  });
});

test('a second run at the same time gives way', async () => {
  host.program('flock', 'exit 1');
  const run = await host.bootstrap();
  expect(run).toMatchObject({ code: 75, verdict: expect.stringContaining('another run is under way') });
});

test('a failing step ends in a line that says so', async () => {
  host.program('useradd', 'exit 9');
  const run = await host.bootstrap();
  expect(run).toMatchObject({ code: 9, verdict: expect.stringMatching(/^NOT READY: exit code 9/) });
});
