import { rmSync, writeFileSync } from 'node:fs';
import { githubJob, type Expressions } from './support/github-job';
import { gitlabJob } from './support/gitlab-job';
import { Workplace } from './support/workplace';

// The shell steps of both pipelines, with the real Terraform against the simulated cloud.

jest.setTimeout(300_000);

const ACCOUNT = '5000000000000001';
const KEY = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${'A'.repeat(43)} pipeline`;
const ROLE = 'acs:ram::1234567890123456:role';
const PROVIDER = 'acs:ram::1234567890123456:oidc-provider/pipelines';

let workplace: Workplace;
beforeEach(async () => {
  workplace = await Workplace.open();
});
afterEach(() => workplace.remove());

const roles = () => workplace.sts.requests.map(({ RoleArn }) => RoleArn);

test('GitHub Actions: the plan is shown in the pull request; on main, what was approved is applied and nothing else', async () => {
  const values: Expressions = {
    'vars.OIDC_PROVIDER_ARN': PROVIDER,
    'vars.PLAN_ROLE_ARN': `${ROLE}/plan`,
    'vars.APPLY_ROLE_ARN': `${ROLE}/apply`,
    'vars.TIDB_CLOUD_ACCOUNT_ID': ACCOUNT,
    'vars.SSH_PUBLIC_KEY': KEY,
    "vars.SSH_HOST_PUBLIC_KEYS || '{}'": '{}',
    "secrets.SSH_HOST_PRIVATE_KEYS || '{}'": '{}',
    "secrets.KAFKA_USER_PASSWORDS || '{}'": '{}',
    'secrets.KAFKA_TLS_CERTIFICATE': '',
    'secrets.KAFKA_TLS_KEY': '',
    'vars.KAFKA_INTERNAL_CA': '',
    "secrets.KAFKA_INTERNAL_CERTIFICATES || '{}'": '{}',
    'secrets.SSH_PRIVATE_KEY': 'a private key',
    'github.workspace': workplace.path(),
    'github.token': 'token',
    'github.event.pull_request.number': '7',
    'always()': true,
  };
  const job = (name: string, event: 'push' | 'pull_request') =>
    githubJob(workplace, name, {
      ...values,
      "github.event_name == 'pull_request'": event === 'pull_request',
    });

  expect(await job('synth', 'pull_request')).toMatchObject({
    code: 0,
    output: expect.stringContaining('broker-node3'),
  });
  expect(await job('plan', 'pull_request')).toMatchObject({ code: 0 });
  expect(workplace.read('gh.log')).toBe('pr comment 7 --edit-last --create-if-none --body-file comment.md\n');
  expect(workplace.read('comment.md')).toMatch(
    /^Plan: \d+ to add, 0 to change, 0 to destroy\.\n~~~text\n[^]*~~~\n$/,
  );

  const approved = workplace.read('artifacts/plan/plan.txt');
  writeFileSync(workplace.path('artifacts/plan/plan.txt'), approved.replace('kafka-nlb', 'another-nlb'));
  const refused = await job('apply', 'push');
  expect(refused).toMatchObject({
    code: 1,
    output: expect.stringMatching(/^< .*another-nlb.*\n---\n> .*kafka-nlb/m),
  });
  expect(workplace.instances).toBe(0);

  writeFileSync(workplace.path('artifacts/plan/plan.txt'), approved);
  expect(await job('apply', 'push')).toMatchObject({
    code: 0,
    output: expect.stringContaining('Apply complete!'),
  });
  expect(workplace.instances).toBe(4);
  expect(roles()).toEqual([`${ROLE}/plan`, `${ROLE}/apply`, `${ROLE}/apply`]);
  expect(() => workplace.read('ssh-key')).toThrow('ENOENT');
});

test('GitLab: the plan is an artifact; by hand, what was approved is applied and nothing else', async () => {
  const job = (name: string) =>
    gitlabJob(workplace, name, {
      OIDC_PROVIDER_ARN: PROVIDER,
      PLAN_ROLE_ARN: `${ROLE}/plan`,
      APPLY_ROLE_ARN: `${ROLE}/apply`,
      TF_VAR_tidb_cloud_account_id: ACCOUNT,
      TF_VAR_ssh_public_key: KEY,
    });

  expect(await job('synth')).toMatchObject({ code: 0 });
  expect(await job('validate')).toMatchObject({
    code: 0,
    output: expect.stringContaining('The configuration is valid'),
  });
  expect(await job('plan')).toMatchObject({ code: 0 });
  const artifact = workplace.path('artifacts/of-earlier-stages/plan.txt');
  const approved = workplace.read('artifacts/of-earlier-stages/plan.txt');
  writeFileSync(artifact, approved.replace('kafka-nlb', 'another-nlb'));
  expect(await job('apply')).toMatchObject({ code: 1, output: expect.stringMatching(/another-nlb/) });
  expect(workplace.instances).toBe(0);

  writeFileSync(artifact, approved);
  expect(await job('apply')).toMatchObject({ code: 0, output: expect.stringContaining('Apply complete!') });
  expect(workplace.instances).toBe(4);
  expect(roles()).toEqual([`${ROLE}/plan`, `${ROLE}/apply`, `${ROLE}/apply`]);
});

test('a deployment file with mistakes ends the pipeline at synthesis', async () => {
  rmSync(workplace.path('kafka.yaml'));
  writeFileSync(workplace.path('kafka.yaml'), 'nmae: kafka\n');
  const { code, output } = await gitlabJob(workplace, 'synth', {});
  expect(code).toBe(1);
  expect(output).toContain('kafka.yaml:1:1  nmae');
});
