import { execFileSync, spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import packageJson from '../../../../provider-alicloud/package.json';
import { alicloud } from '../../../../rehearsal/cloud/alicloud';
import { prepareTerraform } from '../../../../rehearsal/cloud/prepare-terraform';
import { createIdentity } from '../../../../rehearsal/cloud/protocol/identity';
import { attachProviders } from '../../../../rehearsal/cloud/reattach';
import { EchoCloud } from './support/echo-cloud';

const LIMIT_MS = 20_000;
const ADDRESSES = ['registry.terraform.io', 'registry.opentofu.org'].flatMap((host) => [
  `${host}/aliyun/alicloud`,
  `${host}/hashicorp/null`,
]);

test('the provider has the version of the bindings', () => {
  expect(alicloud.version).toBe(packageJson.version);
});

test('an identity vouches for itself, as localhost', async () => {
  const { certificate } = await createIdentity();
  const parsed = new X509Certificate(certificate);
  expect(parsed.checkHost('localhost')).toBe('localhost');
  expect(parsed.verify(parsed.publicKey)).toBe(true);
});

test('attached providers answer for Terraform and for OpenTofu, until they are closed', async () => {
  const { env, close } = await attachProviders(new EchoCloud());
  const attached = JSON.parse(env.TF_REATTACH_PROVIDERS ?? '') as Record<
    string,
    { Addr: { String: string } }
  >;
  close();
  expect(Object.keys(attached).sort()).toEqual([...ADDRESSES].sort());
  for (const { Addr } of Object.values(attached)) expect(existsSync(Addr.String)).toBe(false);
});

describe('a provider process', () => {
  const dir = mkdtempSync(join(tmpdir(), 'plugin-'));
  const program = join(dir, 'provider.js');

  beforeAll(() =>
    prepareTerraform({
      dir,
      cloudFile: join(dir, 'cloud.json'),
      cloudModule: join(__dirname, 'support', 'file-cloud'),
    }),
  );
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  test('has a launcher for Terraform and for OpenTofu', () => {
    for (const address of ADDRESSES) expect(readdirSync(join(dir, 'mirror', address))).toHaveLength(1);
  });

  test('that is run by hand says what it is and ends', () => {
    const run = () =>
      execFileSync(process.execPath, [program, 'aliyun/alicloud'], { stdio: 'pipe', timeout: LIMIT_MS });
    expect(run).toThrow('This is a simulated Terraform provider');
  });

  test(
    'ends when the Terraform that started it was killed',
    async () => {
      const { certificate } = await createIdentity();
      const cookie = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';
      const launch = `require('child_process').spawn(process.execPath, [process.argv[1], 'aliyun/alicloud'], { stdio: 'inherit' })`;
      const parent = spawn(process.execPath, ['-e', launch, program], {
        env: { TMPDIR: dir, TF_PLUGIN_MAGIC_COOKIE: cookie, PLUGIN_CLIENT_CERT: certificate },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [line] = (await once(createInterface(parent.stdout), 'line')) as [string];
      const [, , , socket = ''] = line.split('|');
      expect(line).toMatch(/^1\|5\|unix\|.*\|grpc\|[A-Za-z0-9+/]+$/);
      expect(existsSync(socket)).toBe(true);
      // The pipe closes when the last process that writes to it has ended.
      const closed = once(parent.stdout, 'close');
      parent.kill('SIGKILL');
      await closed;
      expect(existsSync(socket)).toBe(false);
    },
    LIMIT_MS,
  );
});
