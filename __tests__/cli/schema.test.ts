import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { parse } from 'yaml';
import schema from '../../cli/contribute/schema';
import { TABLE } from '../../cli/table';
import { generatedFiles } from '../../cli/reference/generated';

/** The reference of commands asks each of them, and bundles those that never ran. */
jest.setTimeout(120_000);

const root = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

test.each(Object.entries(generatedFiles(schema)))(
  '%s is up to date (else: npx kafka-link schema)',
  (path, text) => {
    expect(read(path)).toBe(text());
  },
);

describe('the JSON Schema for editors', () => {
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(
    JSON.parse(read('config/schema.json')) as object,
  );
  const example = parse(read('kafka.yaml')) as Record<string, unknown>;

  test('takes kafka.yaml', () => {
    expect(validate(example)).toBe(true);
  });

  test.each([
    ['a misspelt key', { ...example, brokres: [] }],
    ['a wrong type', { ...example, controllers: '1' }],
    ['an unparsable range', { ...example, vpc: { cidr: '10.0.0.300/16' } }],
  ])('refuses %s', (_, file) => {
    expect(validate(file)).toBe(false);
  });
});

test('the reference tells path, allowed values, default and meaning of a field', () => {
  expect(read('docs/configuration.md')).toContain(
    '- **`ports.external`** (a whole number from 1 to 65535; default `39092`): Port of the EXTERNAL listener',
  );
});

test.each([
  [
    'a variable: type, need, stage, meaning and rule',
    '- **`tidb_cloud_account_id`** (`string`; required; both stages): ' +
      "TiDB Cloud's Alibaba Cloud account id, which may connect to the endpoint service. Must be an Alibaba Cloud account id: 10 to 20 digits.",
  ],
  [
    'a variable of hosts only',
    '- **`ssh_host_private_keys`** (`map(string)`; default `{}`; sensitive; stage `full`): ',
  ],
  [
    'an output: stage and meaning',
    '- **`endpoint_service_name`** (both stages): Name of the endpoint service, which TiDB Cloud needs for its private link connection.',
  ],
  ['an output of hosts only', '- **`bastion_public_ip`** (stage `full`): '],
])('the reference of Terraform tells %s', (_, line) => {
  expect(read('docs/variables-and-outputs.md')).toContain(line);
});

test('the reference of commands has a section for every command, and a line for every script of npm', () => {
  const text = read('docs/commands.md');
  const sections = [...text.matchAll(/^### `npx kafka-link (\S+)`$/gm)].map(([, name]) => name);
  expect(sections).toEqual(TABLE.flatMap(({ commands }) => commands.map(({ name }) => name)));
  const { scripts } = JSON.parse(read('package.json')) as { scripts: object };
  for (const name of Object.keys(scripts)) expect(text).toMatch(new RegExp(`\`npm (run )?${name}\``));
});
