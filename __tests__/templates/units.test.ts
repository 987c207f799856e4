import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { contentOf, filesOfBastion, filesOfBroker } from './files';
import { seedPlan } from './plan';
import { runTool } from './tools';

const plan = seedPlan();
const units = [...filesOfBroker(plan, 1), ...filesOfBastion(plan)].filter(({ path }) =>
  path.endsWith('.service'),
);
const kafka = contentOf(units, '/etc/systemd/system/kafka.service');

/** What systemd 239 (Alibaba Cloud Linux 3) knows, as far as it is used here. */
const KNOWN = new Set(
  `Description Wants Requires After RequiresMountsFor AssertPathIsMountPoint StartLimitIntervalSec
   Type RemainAfterExit User Group DynamicUser Environment RuntimeDirectory WorkingDirectory ExecStartPre ExecStart KillSignal TimeoutStartSec
   TimeoutStopSec SuccessExitStatus Restart RestartSec LimitNOFILE NoNewPrivileges PrivateTmp ProtectHome
   ProtectSystem AmbientCapabilities CapabilityBoundingSet WantedBy`.split(/\s+/),
);

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
  expect(directives.filter((name) => !KNOWN.has(name ?? ''))).toEqual([]);
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
