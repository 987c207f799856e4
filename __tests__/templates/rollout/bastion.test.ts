import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { NewClusterPlan } from '../../../plan/types';
import { renderBastionRollout } from '../../../templates/rollout/bastion-rollout';
import { unescapeFromTerraform } from '../../../templates/rendering/terraform';
import { filesOfBastion } from '../support/files';
import { type Mirror, startMirror } from '../support/sandbox/mirror';
import { planFrom } from './support/rollout-host';

let mirror: Mirror;
let plan: NewClusterPlan;
let script: string;
let root: string;
beforeAll(async () => {
  mirror = await startMirror();
  plan = planFrom(mirror);
  if (!plan.bastion) throw new Error('the plan has a bastion');
  script = unescapeFromTerraform(renderBastionRollout(plan, plan.bastion, { bootTimeoutSeconds: 60 }));
});
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bastion-'));
  fake('systemctl', 'exit 0');
  fake('cloud-init', 'exit 0');
  fake('sshd', 'exit 0');
  mkdirSync(join(root, 'etc/ssh'), { recursive: true });
  writeFileSync(join(root, 'etc/ssh/sshd_config'), '# of the image\n');
  for (const { path } of filesOfBastion(plan)) mkdirSync(dirname(join(root, path)), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));
afterAll(() => mirror.stop());

/** A program that notes how it was called, then does what `body` says. */
function fake(name: string, body: string): void {
  const path = join(root, 'fakes', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/bash\necho "${name} $*" >>"${root}/calls"\n${body}\n`);
  chmodSync(path, 0o755);
}

/** Runs the script with the paths of the host below a folder. */
function run(): Promise<{ status: number | null; output: string }> {
  const here = script.replaceAll(/^((?:place |)'?)(\/(?:etc|usr|root)\/)/gm, `$1${root}$2`);
  writeFileSync(join(root, 'rollout.sh'), here);
  const env = {
    ...process.env,
    PATH: `${join(root, 'fakes')}:${process.env['PATH']}`,
    KAFKA_BOOTSTRAP_ROOT: root,
    FETCH_DELAY: '0',
    FETCH_ATTEMPTS: '1',
  };
  return new Promise((resolve) => {
    // Not in this process, which serves the archives.
    execFile('bash', [join(root, 'rollout.sh')], { env }, (error, stdout, stderr) => {
      resolve({ status: error ? Number(error.code) : 0, output: stdout + stderr });
    });
  });
}

const calls = () => readFileSync(join(root, 'calls'), 'utf8').trim().split('\n');

test('waits for the first boot, then places every file and fetches what they name', async () => {
  const { status, output } = await run();
  expect(output).toContain('DONE: the bastion has what the brokers need');
  expect(status).toBe(0);
  for (const { path, content, permissions } of filesOfBastion(plan)) {
    expect(readFileSync(join(root, path), 'utf8')).toBe(content);
    expect(`0${(statSync(join(root, path)).mode & 0o777).toString(8)}`).toBe(permissions);
  }
  expect(calls().filter((call) => !/sshd|ssh\.service/.test(call))).toEqual([
    'cloud-init status --wait',
    'systemctl start kafka-mirror-fetch.service',
    'systemctl daemon-reload',
    'systemctl enable --now --quiet kafka-mirror-fetch.service',
  ]);
  expect(existsSync(join(root, 'opt/kafka/current/bin'))).toBe(true);
});

test('places and fetches nothing when everything is right', async () => {
  await run();
  writeFileSync(join(root, 'calls'), '');
  mirror.requests.length = 0;
  const { status, output } = await run();
  expect(output).not.toContain('is new');
  expect(status).toBe(0);
  expect(mirror.requests).toEqual([]);
});

test('a first boot without archives fails the step', async () => {
  await run();
  fake('systemctl', '[[ $1 != start ]]');
  const { status, output } = await run();
  expect(output).toContain('FAILED: the bastion could not fetch the archives');
  expect(status).toBe(1);
});

test('a script that somebody broke, with which its unit fails, is put right', async () => {
  await run();
  const fetch = join(root, 'usr/local/sbin/kafka-mirror-fetch');
  const before = readFileSync(fetch, 'utf8');
  writeFileSync(fetch, 'exit 1\n');
  fake('systemctl', '[[ $1 != start ]]');
  const { status } = await run();
  expect(status).toBe(0);
  expect(readFileSync(fetch, 'utf8')).toBe(before);
});

test('a service that a person has stopped runs again', async () => {
  await run();
  fake('systemctl', '[[ $1 != enable ]]');
  const { status, output } = await run();
  expect(output).toContain('FAILED: kafka-mirror-fetch.service does not start');
  expect(status).toBe(1);
});

test('a setting of SSH that a person took away comes back', async () => {
  await run();
  writeFileSync(join(root, 'etc/ssh/sshd_config'), 'PasswordAuthentication yes\n');
  await run();
  expect(readFileSync(join(root, 'etc/ssh/sshd_config'), 'utf8')).toMatch(/^# kafka: begin\n/);
});
