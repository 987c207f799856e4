import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { parse } from 'yaml';
import { generatedFiles } from '../../cli/schema';

const root = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

test.each(Object.entries(generatedFiles))('%s is up to date (else: npm run schema)', (path, text) => {
  expect(read(path)).toBe(text());
});

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
