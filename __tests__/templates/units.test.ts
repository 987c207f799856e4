import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { contentOf, filesOfBastion, filesOfBroker } from './support/files';
import { seedPlan } from './support/plan';
import { DIRECTIVES } from './support/rhel8';
import { runTool } from './support/tools';

const plan = seedPlan();
const units = [...filesOfBroker(plan, 1), ...filesOfBastion(plan)].filter(({ path }) =>
  path.endsWith('.service'),
);
const kafka = contentOf(units, '/etc/systemd/system/kafka.service');

test('every template of a unit is among them', () => {
  const names = readdirSync(resolve(__dirname, '../../templates'), { recursive: true, encoding: 'utf8' });
  const templates = names.filter((name) => /\.(service|socket|timer|mount|path|target)\.hbs$/.test(name));
  expect(units.map(({ path }) => `${basename(path)}.hbs`).sort()).toEqual(
    templates.map((name) => basename(name)).sort(),
  );
});

test('systemd accepts every unit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'templates-'));
  try {
    const files = units.map(({ path, content }) => {
      const file = join(folder, basename(path));
      // The programs are not installed here; only that is left out.
      writeFileSync(file, content.replace(/^ExecStart=\S+/m, 'ExecStart=/bin/true'));
      return file;
    });
    runTool('systemd-analyze', 'systemd', ['verify', '--man=no', ...files]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each(units)('$path holds only directives of systemd 239', ({ content }) => {
  const directives = [...content.matchAll(/^([A-Z]\w+)=/gm)].map(([, name]) => name);
  expect(directives.filter((name) => !DIRECTIVES.has(name ?? ''))).toEqual([]);
  // A oneshot service with Restart= does not load there.
  if (content.includes('Type=oneshot')) expect(content).not.toMatch(/^Restart=/m);
});

test('Kafka starts only after the bootstrap and with its disk mounted', () => {
  expect(kafka).toMatch(/^Requires=kafka-bootstrap.service$/m);
  expect(kafka).toMatch(/^After=.*kafka-bootstrap.service$/m);
  expect(kafka).toMatch(/^RequiresMountsFor=\/var\/lib\/kafka$/m);
  expect(kafka).toMatch(/^AssertPathIsMountPoint=\/var\/lib\/kafka$/m);
});

test('Kafka has room to stop in peace, and a clean stop is no failure', () => {
  expect(kafka).toMatch(/^KillSignal=SIGTERM$/m);
  expect(kafka).toMatch(/^TimeoutStopSec=10min$/m);
  expect(kafka).toMatch(/^SuccessExitStatus=143$/m);
});

test('Kafka gets the heap of the plan, and login modules that run foreign code stay off', () => {
  const unit = contentOf(
    filesOfBroker(seedPlan({ kafka: { heapMiB: 4096 } }), 1),
    '/etc/systemd/system/kafka.service',
  );
  expect(unit).toContain('"KAFKA_HEAP_OPTS=-Xms4096m -Xmx4096m"');
  expect(unit).toContain(
    '-Dorg.apache.kafka.disallowed.login.modules=com.sun.security.auth.module.JndiLoginModule,com.sun.security.auth.module.LdapLoginModule"',
  );
});

describe('the sandbox of services', () => {
  const lines = (unit: string) => unit.split('\n');
  const mirror = contentOf(units, '/etc/systemd/system/kafka-mirror.service');
  const bootstrap = contentOf(units, '/etc/systemd/system/kafka-bootstrap.service');

  test.each([
    ['kafka', kafka],
    ['kafka-mirror', mirror],
  ])('%s writes nowhere but where it must, and gains nothing', (_, unit) => {
    expect(lines(unit)).toEqual(
      expect.arrayContaining([
        'ProtectSystem=strict',
        'ProtectHome=yes',
        'NoNewPrivileges=yes',
        'RestrictNamespaces=yes',
        'RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX',
        'SystemCallArchitectures=native',
      ]),
    );
  });

  test('Kafka has no capability and writes to its disk and its logs alone; it may compile', () => {
    expect(lines(kafka)).toEqual(
      expect.arrayContaining([
        'CapabilityBoundingSet=',
        'ReadWritePaths=/var/lib/kafka /var/log/kafka',
        'UMask=0027',
      ]),
    );
    expect(kafka).not.toContain('MemoryDenyWriteExecute');
    expect(kafka).not.toContain('SystemCallFilter');
  });

  test('what the bootstrap mounts is seen by the whole host', () => {
    // Each of these gives a unit a file system of its own.
    expect(bootstrap).not.toMatch(/^(Protect|Private|ReadWrite|ReadOnly|Inaccessible)\w+=/m);
  });
});

test('nobody reaches JMX, unless a metrics agent is asked for', () => {
  expect(kafka).toMatch(/^UnsetEnvironment=.*\bJMX_PORT\b/m);
  expect(kafka).not.toMatch(/jmxremote|JMX_PORT=|javaagent/);
});

describe('metrics', () => {
  const metrics = { port: 7171, allowFrom: ['10.0.0.0/24'] };
  const metered = (sha256 = 'c'.repeat(64)) => {
    const exporter = { url: 'https://example.org/agent-1.jar', sha256 };
    return filesOfBroker(seedPlan({ kafka: { metrics: { ...metrics, exporter } } }), 1);
  };
  const unitOf = (sha256?: string) => contentOf(metered(sha256), '/etc/systemd/system/kafka.service');

  test('the agent is loaded from among the archives, on its port, with our rules', () => {
    expect(unitOf()).toContain(
      '  -javaagent:/opt/kafka-archives/agent-1.jar=7171:/etc/kafka/metrics.yml \\\n',
    );
    expect(contentOf(metered(), '/etc/kafka/metrics.yml')).toContain('includeObjectNames:');
    expect(contentOf(metered(), '/etc/sysctl.d/60-kafka.conf')).toContain('= 7171,9092,29092,39092\n');
  });

  test('another jar is another unit, so that Kafka is started with it', () => {
    expect(unitOf('a'.repeat(64))).not.toBe(unitOf('b'.repeat(64)));
  });

  test('without them nothing of it is on a host', () => {
    const paths = filesOfBroker(plan, 1).map(({ path }) => path);
    expect(paths).not.toContain('/etc/kafka/metrics.yml');
    expect(contentOf(filesOfBroker(plan, 1), '/etc/kafka/bootstrap.env')).not.toContain('EXPORTER');
  });
});

describe('logs of Kafka', () => {
  const logging = (version: string) => {
    const files = filesOfBroker(seedPlan({ kafka: { version } }), 1);
    return files.filter(({ path }) => path.startsWith('/etc/kafka/log4j'));
  };

  test.each([
    ['3.9.1', '/etc/kafka/log4j.properties', /\.File=/g, /\.MaxFileSize=100MB\n.*MaxBackupIndex=4$/gm],
    [
      '4.1.2',
      '/etc/kafka/log4j2.properties',
      /\.fileName = /g,
      /size\.size = 100MB$[^]*?strategy\.max = 4$/gm,
    ],
  ])('%s: every file is bounded by size and number', (version, path, file, bound) => {
    const [only, ...others] = logging(version);
    expect(only?.path).toBe(path);
    expect(others).toEqual([]);
    const content = only?.content ?? '';
    expect(content.match(file)).toHaveLength(6);
    expect(content.match(bound)).toHaveLength(6);
  });

  test.each([
    ['3.9.1', 'KAFKA_LOG4J_OPTS=-Dlog4j.configuration=file:/etc/kafka/log4j.properties'],
    ['4.1.2', 'KAFKA_LOG4J_OPTS=-Dlog4j2.configurationFile=/etc/kafka/log4j2.properties'],
  ])('%s is told where', (version, option) => {
    const files = filesOfBroker(seedPlan({ kafka: { version } }), 1);
    expect(contentOf(files, '/etc/systemd/system/kafka.service')).toContain(option);
  });
});
