import { encode, ExtData } from '@msgpack/msgpack';
import { alicloud } from '../../../../rehearsal/cloud/alicloud';
import { resourceOf } from '../../../../rehearsal/cloud/engine/definition';
import { typeOfBlock, type ObjectType } from '../../../../rehearsal/cloud/engine/type';
import { UNKNOWN, type TermRecord } from '../../../../rehearsal/cloud/engine/value';
import { decodeObject, encodeObject, fromWire } from '../../../../rehearsal/cloud/protocol/codec';

const type: ObjectType = typeOfBlock({
  attributes: {
    text: { type: 'string' },
    number: { type: 'number' },
    flag: { type: 'bool' },
    list: { type: ['list', 'number'] },
    map: { type: ['map', 'string'] },
    object: { type: ['list', ['object', { inner: 'string' }]] },
  },
  block_types: {
    many: { nesting_mode: 'set', block: { attributes: { names: { type: ['set', 'string'] } } } },
    one: { nesting_mode: 'single', block: { attributes: { create: { type: 'string' } } } },
  },
});

const nothing: TermRecord = {
  text: null,
  number: null,
  flag: null,
  list: null,
  map: null,
  object: null,
  many: [],
  one: null,
};

const wire = (value: unknown) => encode(value, { useBigInt64: true });
const there = (term: TermRecord) => decodeObject(type, encodeObject(type, { ...nothing, ...term }));

test.each<[string, TermRecord]>([
  ['texts', { text: 'größer' }],
  ['numbers', { number: -1.5, list: [0, 1, 2 ** 31, 2 ** 53 - 1, -(2 ** 40)] }],
  ['truth values', { flag: false }],
  ['maps', { map: { 'a b': '', __proto: 'x' } }],
  ['objects', { object: [{ inner: 'x' }, { inner: null }] }],
  ['blocks', { many: [{ names: ['a'] }, { names: null }], one: { create: '5m' } }],
  [
    'unknown values anywhere',
    { text: UNKNOWN, many: [{ names: UNKNOWN }], map: { a: UNKNOWN }, one: UNKNOWN },
  ],
])('%s survive both ways', (_what, term) => {
  expect(there(term)).toEqual({ ...nothing, ...term });
});

test('there may be no object at all', () => {
  expect(decodeObject(type, encodeObject(type, undefined))).toBeUndefined();
});

test('unknown values arrive as extension 0, or as 12 with what is known of them', () => {
  const refined = new ExtData(12, encode({ 1: false }));
  const bytes = wire({ text: new ExtData(0, Uint8Array.of(0)), number: refined });
  expect(decodeObject(type, bytes)).toMatchObject({ text: UNKNOWN, number: UNKNOWN });
});

test('numbers arrive as integers of any width, floats or texts', () => {
  const bytes = wire({ list: [7, 9000000000n, 0.25, '12', '1e3'] });
  expect(decodeObject(type, bytes)).toMatchObject({ list: [7, 9000000000, 0.25, 12, 1000] });
});

test.each([9223372036854775807n, 'many', '', true])('the number %p is refused', (number) => {
  expect(() => decodeObject(type, wire({ number }))).toThrow('number is no number');
});

test('a scalar of a neighbouring kind is converted when it is stored', () => {
  expect(there({ text: 5, number: '6', flag: 'true' })).toMatchObject({ text: '5', number: 6, flag: true });
});

test.each([
  [{ flag: 'perhaps' }, 'flag is no bool'],
  [{ list: 'x' }, 'list is no list'],
  [{ map: ['x'] }, 'map is no map'],
  [{ one: 'x' }, 'one is no object'],
  [{ many: [{ surplus: 1 }] }, 'the schema has no many.0.surplus'],
])('a wrong answer of the cloud is named: %j', (term, message) => {
  expect(() => encodeObject(type, term)).toThrow(message);
});

test('every resource type of the pinned schema can be written and read', () => {
  for (const name of Object.keys(alicloud.schema.resource_schemas)) {
    const ofName = typeOfBlock(resourceOf(alicloud, name).block);
    const empty = fromWire(ofName, { id: 'x' }, []) as TermRecord;
    expect(decodeObject(ofName, encodeObject(ofName, empty))).toEqual(empty);
  }
});
