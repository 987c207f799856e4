import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const packageDir = join(root, 'provider-alicloud');
const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
const committed = readFileSync(join(packageDir, 'data/schema.json'), 'utf8');
const PROVIDER = 'registry.terraform.io/aliyun/alicloud';

/** What Terraform prints: everything the provider has, documented, in no useful order. */
function fullDump(): object {
  const { provider_schemas } = JSON.parse(committed);
  const { provider, resource_schemas, data_source_schemas } = provider_schemas[PROVIDER];
  const documented = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(documented);
    if (value === null || typeof value !== 'object') return value;
    const entries = Object.entries(value).map(([key, inner]) => [key, documented(inner)]);
    const isAttributeOrBlock = 'type' in value || 'attributes' in value;
    const words = isAttributeOrBlock
      ? [
          ['description_kind', 'plain'],
          ['description', 'words'],
        ]
      : [];
    return Object.fromEntries([...words, ...entries.reverse()]);
  };
  const other = { alicloud_unwanted: { version: 0, block: { attributes: {}, description_kind: 'plain' } } };
  return {
    provider_schemas: {
      [PROVIDER]: {
        resource_identity_schemas: other,
        functions: {},
        data_source_schemas: { ...other, ...(documented(data_source_schemas) as object) },
        resource_schemas: { ...other, ...(documented(resource_schemas) as object) },
        provider: documented(provider),
      },
    },
    format_version: '1.0',
  };
}

describe('bindings:update', () => {
  let copy: string;

  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'bindings-update-'));
    for (const part of ['scripts', 'data', 'package.json']) {
      cpSync(join(packageDir, part), join(copy, 'provider-alicloud', part), { recursive: true });
    }
    cpSync(join(root, 'package.json'), join(copy, 'package.json'));
  });
  afterEach(() => rmSync(copy, { recursive: true }));

  function update(dump: object, version: string): void {
    const dumpFile = join(copy, 'dump.json');
    writeFileSync(dumpFile, JSON.stringify(dump));
    const terraform = join(copy, 'terraform');
    writeFileSync(terraform, `#!/bin/sh\n[ "$1" = init ] || cat '${dumpFile}'\n`);
    chmodSync(terraform, 0o755);
    execFileSync('node', [join(copy, 'provider-alicloud/scripts/update.js'), version], {
      env: { ...process.env, TERRAFORM_BINARY_NAME: terraform },
      stdio: 'pipe',
    });
  }

  test('turns a full schema dump into the committed form, byte for byte', () => {
    update(fullDump(), '1.289.0');
    expect(readFileSync(join(copy, 'provider-alicloud/data/schema.json'), 'utf8')).toBe(committed);
  });

  test('pins the version everywhere', () => {
    update(fullDump(), '1.300.0');
    expect(readJson(join(copy, 'provider-alicloud/package.json')).version).toBe('1.300.0');
    expect(readJson(join(copy, 'package.json')).dependencies['@cdktf/provider-alicloud']).toBe('1.300.0');
  });

  test('refuses a dump that lacks a wanted resource, and changes nothing', () => {
    const dump = { provider_schemas: { [PROVIDER]: { resource_schemas: {}, data_source_schemas: {} } } };
    expect(() => update(dump, '1.300.0')).toThrow(/the provider schema has no resource .*alicloud_instance/);
    expect(readFileSync(join(copy, 'provider-alicloud/data/schema.json'), 'utf8')).toBe(committed);
    expect(readJson(join(copy, 'provider-alicloud/package.json')).version).toBe('1.289.0');
  });
});

test('the semantics cover exactly the wanted resources and data sources', () => {
  const wanted = readJson(join(packageDir, 'data/wanted.json'));
  const semantics = readJson(join(packageDir, 'data/semantics.json'));
  expect(Object.keys(semantics.resources)).toEqual([...wanted.resources].sort());
  expect(Object.keys(semantics.data_sources)).toEqual([...wanted.dataSources].sort());
});
