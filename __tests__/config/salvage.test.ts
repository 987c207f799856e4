import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { salvage } from '../../config/salvage';
import { newClusterSchema } from '../../config/new-schema';

const schema = z.strictObject({
  port: z.int().default(9092),
  host: z.strictObject({ name: z.string(), address: z.string().optional() }).prefault({ name: 'a' }),
  list: z.array(z.strictObject({ id: z.int() })),
  either: z.union([z.literal(false), z.strictObject({ size: z.int().default(1) })]).default(false),
  record: z.record(z.string().regex(/^[a-z]+$/), z.union([z.string(), z.number()])).default({}),
  open: z.looseObject({ type: z.string().default('x') }).prefault({}),
});

test.each<[string, unknown, unknown]>([
  [
    'defaults',
    { list: [] },
    { port: 9092, host: { name: 'a' }, list: [], either: false, record: {}, open: { type: 'x' } },
  ],
  ['a wrong type is undefined, not the default', { port: 'x' }, expect.objectContaining({ port: undefined })],
  [
    'the rest of a map stays',
    { host: { name: 5, address: 'b' } },
    expect.objectContaining({ host: { name: undefined, address: 'b' } }),
  ],
  [
    'lists keep their order and length',
    { list: [{ id: 1 }, 'x', { id: 'y' }, { id: 3 }] },
    expect.objectContaining({ list: [{ id: 1 }, undefined, { id: undefined }, { id: 3 }] }),
  ],
  ['no list', { list: { id: 1 } }, expect.objectContaining({ list: undefined })],
  ['the map of a union', { either: { size: 'x' } }, expect.objectContaining({ either: { size: undefined } })],
  ['neither of a union', { either: 5 }, expect.objectContaining({ either: undefined })],
  [
    'a record',
    { record: { a: 1, b: [], C: 2 } },
    expect.objectContaining({ record: { a: 1, b: undefined } }),
  ],
  [
    'an open map',
    { open: { type: 5, bucket: 'b' } },
    expect.objectContaining({ open: { bucket: 'b', type: undefined } }),
  ],
  ['a misspelt field is not at its default', { prot: 1 }, expect.objectContaining({ port: undefined })],
  [
    'unknown keys are left out',
    { list: [{ id: 1, more: 2 }] },
    expect.objectContaining({ list: [{ id: 1 }] }),
  ],
  ['no map at all', [], undefined],
])('%s', (_, value, expected) => {
  expect(salvage(schema, value)).toEqual(expected);
});

test('an optional field that is invalid is present, unlike one that is absent', () => {
  const host = (value: unknown) => (salvage(schema, { host: value }) as { host: object }).host;
  expect('address' in host({ name: 'a', address: 5 })).toBe(true);
  expect('address' in host({ name: 'a' })).toBe(false);
});

test('of a valid file, all is salvaged', () => {
  const data: unknown = parse(readFileSync(join(__dirname, '..', '..', 'kafka.yaml'), 'utf8'));
  expect(salvage(newClusterSchema, data)).toEqual(newClusterSchema.parse(data));
});
