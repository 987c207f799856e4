import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../system/run';
import { StandInSts } from './support/sts';

const script = join(__dirname, '../../examples/pipelines/assume-role.sh');
const EXPORTS = `export ALICLOUD_ACCESS_KEY='STS.plan' ALICLOUD_SECRET_KEY='secret/+plan' ALICLOUD_SECURITY_TOKEN='token==plan'\n`;

describe('assume-role.sh', () => {
  const sts = new StandInSts();
  const folder = mkdtempSync(join(tmpdir(), 'assume-role-'));
  let endpoint = '';
  const assume = (env: NodeJS.ProcessEnv, path = process.env['PATH']) =>
    run('/bin/sh', [script], {
      cwd: folder,
      env: {
        PATH: path,
        STS_ENDPOINT: endpoint,
        ROLE_ARN: 'acs:ram::1234567890123456:role/plan',
        OIDC_PROVIDER_ARN: 'acs:ram::1234567890123456:oidc-provider/pipelines',
        ...env,
      },
    });

  beforeAll(async () => {
    endpoint = await sts.listen();
  });
  beforeEach(() => sts.requests.splice(0));
  afterAll(() => {
    sts.close();
    rmSync(folder, { recursive: true });
  });

  test('exchanges a token for credentials to be evaluated', async () => {
    const { code, stdout, stderr } = await assume({ OIDC_TOKEN: 'eyJh.eyJp.c2ln' });
    expect({ code, stdout, stderr }).toMatchObject({ code: 0, stdout: EXPORTS, stderr: '' });
    expect(sts.requests).toEqual([
      {
        Action: 'AssumeRoleWithOIDC',
        Version: '2015-04-01',
        Format: 'JSON',
        Timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        RoleArn: 'acs:ram::1234567890123456:role/plan',
        OIDCProviderArn: 'acs:ram::1234567890123456:oidc-provider/pipelines',
        OIDCToken: 'eyJh.eyJp.c2ln',
        RoleSessionName: 'pipeline',
        DurationSeconds: '3600',
      },
    ]);
  });

  test('works with wget, where there is no curl', async () => {
    const bin = mkdtempSync(join(folder, 'bin-'));
    for (const tool of ['wget', 'mktemp', 'rm', 'sed', 'tr', 'date', 'cat']) {
      symlinkSync(join('/usr/bin', tool), join(bin, tool));
    }
    expect(await assume({ OIDC_TOKEN: 't' }, bin)).toMatchObject({ code: 0, stdout: EXPORTS, stderr: '' });
  });

  test('in GitHub Actions fetches the token, masks the credentials and hands them to later steps', async () => {
    const environment = join(folder, 'github-env');
    const { code, stdout } = await assume({
      GITHUB_ENV: environment,
      ACTIONS_ID_TOKEN_REQUEST_URL: `${endpoint}/github-token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'of-the-job',
      ROLE_SESSION_SECONDS: '7200',
    });
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: '::add-mask::STS.plan\n::add-mask::secret/+plan\n::add-mask::token==plan\n',
    });
    expect(readFileSync(environment, 'utf8')).toBe(
      'ALICLOUD_ACCESS_KEY=STS.plan\nALICLOUD_SECRET_KEY=secret/+plan\nALICLOUD_SECURITY_TOKEN=token==plan\n',
    );
    expect(sts.requests).toMatchObject([{ OIDCToken: 'github.sts.aliyuncs.com', DurationSeconds: '7200' }]);
  });

  test('tells the reason when STS refuses, and prints no credentials', async () => {
    const { code, stdout, stderr } = await assume({ OIDC_TOKEN: 't', ROLE_ARN: 'acs:ram::1:role/other' });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(
      'assume-role: STS refused: AuthenticationFail.NoPermission: This operation is forbidden.\n',
    );
  });

  test('names everything that is not set', async () => {
    const { code, stderr } = await assume({ ROLE_ARN: '', OIDC_PROVIDER_ARN: undefined });
    expect(code).toBe(1);
    expect(stderr).toBe(
      'assume-role: not set: ROLE_ARN OIDC_PROVIDER_ARN OIDC_TOKEN (GitHub Actions: the permission id-token: write)\n',
    );
    expect(sts.requests).toEqual([]);
  });
});
