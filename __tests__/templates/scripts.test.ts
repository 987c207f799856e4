import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { commandOptions, externalCommands } from './support/commands';
import { bastionLaterFiles } from '../../templates/bastion/bastion-files';
import { renderClientTest } from '../../templates/client/client-test';
import { program } from '../../templates/rendering/host-file';
import { renderInternalDelivery } from '../../templates/tls/internal-delivery';
import { renderMetadataVersion } from '../../templates/rollout/metadata-version';
import { renderExposeInspection, renderExposeStep } from '../../templates/expose/expose';
import { renderBastionRollout } from '../../templates/rollout/bastion-rollout';
import { known } from '../../plan/known';
import { renderDiskGrowth } from '../../templates/disk/disk-growth';
import { renderBrokerRollout, renderSpareCheck } from '../../templates/rollout/broker-rollout';
import { renderDoctorScript } from '../../templates/doctor/host-script';
import { HOST, STEP } from './expose/support/exposed-host';
import { renderCertificateDelivery } from '../../templates/tls/certificate-delivery';
import { renderDelivery, renderUsers } from '../../templates/users/users';
import { contentOf, DISK_ID, filesOfBastion, filesOfBroker } from './support/files';
import { brokerOf, seedPlan } from './support/plan';
import { OPTIONS } from './support/rhel8';
import { ALLOWED } from './support/sandbox/allowed';
import { runTool } from './support/tools';

const plan = seedPlan();
const broker = filesOfBroker(plan, 1);
const growth = renderDiskGrowth(plan, known(plan.brokers[0]), { dataDiskId: DISK_ID, target: 'host' });
const rollout = renderBrokerRollout(plan, brokerOf(plan, 1), { dataDiskId: DISK_ID, target: 'host' });
const finalising = renderMetadataVersion(plan, '3.9', { gateTimeoutSeconds: 600, target: 'host' });
if (!plan.bastion) throw new Error('there is no bastion');
// As Terraform hands it over.
const bastionRollout = renderBastionRollout(plan, plan.bastion, { bootTimeoutSeconds: 1200 }).replaceAll(
  '$${',
  '${',
);
const exposing = renderExposeStep(STEP);
const asking = seedPlan({
  externalListeners: [{ name: 'EXTERNAL', authentication: { mechanism: 'plain' } }],
  kafka: { users: [{ name: 'changefeed', write: ['*'] }] },
});
if (!asking.access) throw new Error('nobody logs in');
const users = renderUsers(asking, asking.access, { gateTimeoutSeconds: 600, target: 'host' });
const delivery = renderDelivery(asking.access, 1, { target: 'host' });
const encrypting = seedPlan({
  externalListeners: [
    { name: 'EXTERNAL', tls: { serverName: 'kafka.example.com' }, authentication: { mechanism: 'plain' } },
  ],
  kafka: { users: [{ name: 'changefeed', write: ['*'] }] },
});
if (!encrypting.tls) throw new Error('nobody speaks TLS');
const certificate = renderCertificateDelivery(encrypting.tls, 1, { target: 'host' });
const internal = seedPlan({ kafka: { internalTls: true } });
const [internalHost] = internal.internalTls?.hosts.slice(1) ?? [];
if (!internalHost) throw new Error('no host has a certificate');
const introduction = renderInternalDelivery(internal, internalHost, {
  target: 'host',
  bootTimeoutSeconds: 1200,
});
const loggingIn = ['bootstrap-test.sh', 'test-common.sh'].map((name) => `/root/${name}`);
const scripts = [
  ...loggingIn.map((path) => program(`/with-login${path}`, contentOf(filesOfBastion(asking), path))),
  program(
    '/with-login/kafka-bootstrap',
    contentOf(filesOfBroker(asking, 1), '/usr/local/sbin/kafka-bootstrap'),
  ),
  program('/with-tls/bootstrap-test.sh', contentOf(filesOfBastion(encrypting), '/root/bootstrap-test.sh')),
  program(
    '/with-tls/kafka-bootstrap',
    contentOf(filesOfBroker(encrypting, 1), '/usr/local/sbin/kafka-bootstrap'),
  ),
  ...bastionLaterFiles(encrypting),
  program(
    '/with-internal-tls/kafka-bootstrap',
    contentOf(filesOfBroker(internal, 1), '/usr/local/sbin/kafka-bootstrap'),
  ),
  program('/with-internal-tls/test-common.sh', contentOf(filesOfBastion(internal), '/root/test-common.sh')),
  program(
    '/with-internal-tls/rollout.sh',
    renderBrokerRollout(internal, brokerOf(internal, 1), { dataDiskId: DISK_ID, target: 'host' }),
  ),
  program('/upload/internal-tls.sh', introduction),
  program('/upload/certificate.sh', certificate),
  program('/upload/users.sh', users),
  program('/upload/deliver.sh', delivery),
  ...[...broker, ...filesOfBastion(plan)].filter(({ permissions }) => permissions === '0755'),
  program('/upload/rollout.sh', rollout),
  program('/upload/grow.sh', growth),
  program('/upload/spare.sh', renderSpareCheck(plan, brokerOf(plan, 1), { target: 'host' })),
  program('/upload/bastion.sh', bastionRollout),
  program('/doctor/host.sh', renderDoctorScript(plan, brokerOf(plan, 1))),
  program('/upload/metadata-version.sh', finalising),
  program('/upload/expose.sh', exposing),
  program('/upload/inspect.sh', renderExposeInspection(HOST)),
  program('/client/external-test.sh', renderClientTest(plan)),
];

/** What lines of a template begin with, whatever it renders; partials may be indented. */
const beginnings = (template: string): string[] =>
  template
    .split('\n')
    .map((line) => (line.split('{{')[0] ?? '').trim())
    .filter((line) => line.length > 11);

test('every template of a script is among them, by the beginning of a line that no other template has', () => {
  const folder = resolve(__dirname, '../../templates');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const templates = names
    .filter((name) => name.endsWith('.sh.hbs'))
    .map((name) => ({ name, begin: beginnings(readFileSync(join(folder, name), 'utf8')) }));
  expect(templates.length).toBeGreaterThan(60);
  const judged = scripts.flatMap(({ content }) => content.split('\n').map((line) => line.trim()));
  const without = templates.filter(({ name, begin }) => {
    const elsewhere = new Set(templates.flatMap((other) => (other.name === name ? [] : other.begin)));
    const own = begin.filter((line) => !elsewhere.has(line));
    return !judged.some((line) => own.some((one) => line.startsWith(one)));
  });
  expect(without.map(({ name }) => name)).toEqual([]);
});

const programs = Object.values(OPTIONS).flatMap((group) => Object.entries(group));

/** A script without the files that it carries. */
const ownLines = (script: string) => script.replace(/(<<'(\w+)'\n)[^]*?\n\2\n/g, '$1$2\n');

describe.each(scripts)('$path', ({ path, content }) => {
  let folder: string;
  let file: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'templates-'));
    file = join(folder, basename(path));
    writeFileSync(file, content);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is valid bash', () => {
    runTool('bash', 'bash', ['-n', file]);
  });

  test('passes shellcheck', () => {
    runTool('shellcheck', 'shellcheck', [file]);
  });

  test('gives programs only options that Alibaba Cloud Linux 3 has', () => {
    const known = programs.flatMap(([name, options]) => options.split(' ').map((one) => `${name} ${one}`));
    const used = commandOptions(ownLines(content), new Set(programs.map(([name]) => name)));
    expect(used.filter((option) => !known.includes(option))).toEqual([]);
  });

  test('keeps to 100 characters a line', () => {
    expect(
      ownLines(content)
        .split('\n')
        .filter((line) => line.length > 100 && !/^(PATHS|FILES)=/.test(line)),
    ).toEqual([]);
  });
});

test('options are found wherever a command begins, behind another program, too', () => {
  const script = `runuser -u kafka -- timeout -k 5 "\${TIME:-60}" curl --fail-with-body -sS "$url" | tee -a "$log"
[[ -e $file ]] || sum="$(sha256sum --zero "$file")"
timeout -k 5 120 "$1/bin/java" -Xmx96m --class-path x
rm -rf -- --none`;
  const named = new Set(['runuser', 'timeout', 'curl', 'tee', 'sha256sum', 'rm']);
  expect(commandOptions(script, named)).toEqual([
    'curl --fail-with-body',
    'curl -S',
    'curl -s',
    'rm -f',
    'rm -r',
    'runuser -u',
    'sha256sum --zero',
    'tee -a',
    'timeout -k',
  ]);
});

test('every program that scripts may use has its options listed', () => {
  const named = programs.map(([name]) => name);
  const without = new Set(['cat', 'echo', 'sha256sum', 'sleep']);
  expect(ALLOWED.filter((name) => !named.includes(name) && !without.has(name))).toEqual([]);
});

describe('kafka-bootstrap', () => {
  const script = contentOf(broker, '/usr/local/sbin/kafka-bootstrap');

  test('uses only commands of the base images', () => {
    const used = externalCommands(script);
    expect(used.filter((name) => !ALLOWED.includes(name))).toEqual([]);
    // A new name here is a decision: is it on both base images?
    expect(used.join(' ')).toBe(
      'awk bash blkid blockdev cat chmod chown curl date dumpe2fs findmnt flock grep head id ln ls lsblk mkdir ' +
        'mkfs.ext4 mkfs.xfs mktemp mount mountpoint mv readlink resize2fs rm runuser sed sha256sum sleep stat sync ' +
        'systemctl systemd-escape tail tar tee timeout tr udevadm useradd wc wipefs xfs_growfs xfs_info',
    );
  });

  test('has no command that deletes data or ends a process', () => {
    expect(script).not.toMatch(
      /\brm -\w*r|\bkill(all)?\b|\bpkill\b|wipefs (-a|--all)|mkfs\.\w+ .*-[fF]\b|--force/,
    );
    expect(script).not.toContain('--ignore-formatted');
    expect([...script.matchAll(/^\s*rm\b.*$/gm)].map(([line]) => line.trim().split(' #')[0])).toEqual([
      'rm -f "$file.new"',
      'rm -f "$BEGUN"',
      'rm -f "$APPROVAL"',
    ]);
  });

  test('is small enough for user data', () => {
    expect(Buffer.byteLength(script)).toBeLessThan(21_500);
  });
});

describe('a rolling change', () => {
  const script = ownLines(rollout);

  test('uses only commands of the base images', () => {
    const used = [
      script,
      finalising,
      ownLines(users),
      delivery,
      ownLines(certificate),
      ownLines(introduction),
    ].flatMap(externalCommands);
    expect(used.filter((name) => !ALLOWED.includes(name))).toEqual([]);
  });

  test('removes nothing but what it has made itself', () => {
    expect(script).not.toMatch(/\bkill(all)?\b|\bpkill\b|mkfs|wipefs/);
    expect([...script.matchAll(/^.*\brm\b.*$/gm)].map(([line]) => line.trim())).toEqual([
      '[[ ! -e $old || $old == "$BUNDLE" ]] || rm -rf -- "$old"',
      'rm -f "$STATE/result" "$STATE/progress" # a follower keeps reading the old file',
      'rm -rf -- "${new:?}"', // what mktemp has just made
      'rm -f "$PIPE"',
      'rm -f "$PIPE"',
      'rm -f "$target" || return 1',
      '[[ $old != previous-* ]] || rm -rf -- "${BASE:?}/$old"',
      '[[ $earlier == true ]] || rm -f "$UNFINISHED"',
      'rm -f "$UNFINISHED"',
      'rm -f "$UNFINISHED"',
      'rm -rf -- "$SERVED" "$PREVIOUS" "$BASE"/previous-*',
      'rm -f "$LEFT"',
      '[[ $REPLACE != true ]] || rm -f "$APPROVAL"',
    ]);
  });
});

describe("a change of somebody else's broker", () => {
  const script = ownLines(exposing);

  test('uses only commands of the base images', () => {
    const used = [script, renderExposeInspection(HOST)].flatMap(externalCommands);
    expect(used.filter((name) => !ALLOWED.includes(name))).toEqual([]);
  });

  test('removes nothing but what it has made itself', () => {
    expect(script).not.toMatch(/\bkill(all)?\b|\bpkill\b|mkfs|wipefs|chown|userdel|systemctl (disable|mask)/);
    expect([...script.matchAll(/^.*\brm\b.*$/gm)].map(([line]) => line.trim())).toEqual([
      '[[ ! -e $old || $old == "$BUNDLE" ]] || rm -rf -- "$old"',
      'rm -f "$STATE/result" "$STATE/progress" # a follower keeps reading the old file',
      'rm -rf -- "${new:?}"', // what mktemp has just made
      'rm -f "$PIPE"',
      'rm -f "$PIPE"',
      'rm -f "$target" || return 1',
      '[[ $old != previous-* ]] || rm -rf -- "${BASE:?}/$old"',
      '[[ $earlier == true ]] || rm -f "$UNFINISHED"',
      'rm -f "$UNFINISHED"',
      'rm -f "$UNFINISHED"',
      '[[ $REPLACE != true ]] || rm -f "$APPROVAL"',
    ]);
  });
});
