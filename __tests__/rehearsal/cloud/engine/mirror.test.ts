import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import schemaData from '../../../../provider-alicloud/data/schema.json';
import { prepareTerraform } from '../../../../rehearsal/cloud/prepare-terraform';
import { network } from './support/network';
import { Workspace } from './support/workspace';

const LIMIT_MS = 120_000;

describe('provider processes, started by the real terraform from a mirror', () => {
  const workspace = new Workspace();
  const cloudFile = join(workspace.dir, 'cloud.json');
  const prepare = () =>
    prepareTerraform({
      dir: join(workspace.dir, "with a space and a ' quote"),
      cloudFile,
      cloudModule: join(__dirname, 'support', 'file-cloud'),
    });

  beforeAll(async () => {
    // Sockets go where the test can see whether they are cleared away.
    workspace.env = { ...(await prepare()), TMPDIR: workspace.temporary };
    workspace.write(network());
    await workspace.succeed('init');
  }, LIMIT_MS);
  afterAll(() => workspace.remove());

  test(
    'serve exactly the pinned schema',
    async () => {
      const printed = JSON.parse(
        await workspace.succeed('providers', 'schema', '-json'),
      ) as typeof schemaData;
      const key = 'registry.terraform.io/aliyun/alicloud';
      expect(withoutDocumentation(printed.provider_schemas[key])).toEqual(schemaData.provider_schemas[key]);
    },
    LIMIT_MS,
  );

  test(
    'validate, apply, plan nothing, destroy, and leave nothing behind',
    async () => {
      await workspace.succeed('validate');
      await workspace.apply();
      expect(JSON.parse(readFileSync(cloudFile, 'utf8'))).toHaveLength(12);
      const { code, text } = await workspace.plan();
      expect(text).toContain('No changes.');
      expect(code).toBe(0);
      await workspace.succeed('destroy', '-auto-approve');
      expect(JSON.parse(readFileSync(cloudFile, 'utf8'))).toEqual([]);
      expect(readdirSync(workspace.temporary)).toEqual([]);
    },
    LIMIT_MS,
  );

  test(
    'keep the lock file valid when they are prepared again',
    async () => {
      const lockFile = join(workspace.dir, '.terraform.lock.hcl');
      const locked = readFileSync(lockFile, 'utf8');
      await prepare();
      await workspace.succeed('init', '-lockfile=readonly');
      await workspace.succeed('validate');
      expect(readFileSync(lockFile, 'utf8')).toBe(locked);
    },
    LIMIT_MS,
  );

  test('keep out of the home of the user', () => {
    expect(existsSync(join(workspace.home, '.terraform.d'))).toBe(false);
  });
});

/** Drops what the pinned form leaves out: the kinds of descriptions. */
function withoutDocumentation(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDocumentation);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key, each]) => key !== 'description_kind' || typeof each !== 'string',
  );
  return Object.fromEntries(kept.map(([key, each]) => [key, withoutDocumentation(each)]));
}
