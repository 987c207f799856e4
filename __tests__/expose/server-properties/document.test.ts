import { PropertiesDocument } from '../../../expose/server-properties/java-properties/document';

/** The text with `b=2` added, behind the property `a` if there is one. */
function added(text: string): string {
  const document = new PropertiesDocument(text);
  return document.with({ append: [], add: [{ key: 'b', value: '2' }], after: document.get('a') }).text;
}

function appended(text: string): string {
  const document = new PropertiesDocument(text);
  const to = document.get('a');
  return to ? document.with({ append: [{ to, text: ',2' }], add: [] }).text : text;
}

test.each([
  ['in an empty file', '', 'b=2\n'],
  ['behind the last line', 'x=1\n', 'x=1\nb=2\n'],
  ['behind the property', 'a=1\nx=1\n', 'a=1\nb=2\nx=1\n'],
  ['behind all its lines', 'a=1\\\n  2\nx=1\n', 'a=1\\\n  2\nb=2\nx=1\n'],
  ['with the line ending of the property', 'x=1\na=1\r\nx=2\n', 'x=1\na=1\r\nb=2\r\nx=2\n'],
  ['with the line ending of the file', 'x=1\r\na=1', 'x=1\r\na=1\r\nb=2'],
  ['without a newline where there was none', 'a=1', 'a=1\nb=2'],
  ['behind a comment, which has no continuation', 'x=1\n# \\', 'x=1\n# \\\nb=2'],
  ['before a continuation that never comes', 'x=1\n a=1\\', 'x=1\nb=2\n a=1\\'],
])('a line is added %s', (_, before, after) => {
  expect(added(before)).toBe(after);
});

test.each([
  ['a value', 'a=1\n', 'a=1,2\n'],
  ['a value at the end of the file', 'a = 1', 'a = 1,2'],
  ['the last of several', 'a=0\na=1\nx=1\n', 'a=0\na=1,2\nx=1\n'],
  ['blanks', 'a=1 \t\n', 'a=1 \t,2\n'],
  ['the last continuation', 'a=0,\\\r\n  1\r\n', 'a=0,\\\r\n  1,2\r\n'],
  ['what stands before an empty continuation', 'a=1\\\n\nx=1\n', 'a=1,2\\\n\nx=1\n'],
  ['what stands before a backslash at the end', 'a=1\\', 'a=1,2\\'],
])('a text is appended to %s', (_, before, after) => {
  expect(appended(before)).toBe(after);
});

test('a malformed escape is located', () => {
  const { malformed, properties } = new PropertiesDocument('a=1\n\\u12=x\nb=\\\\u\nc=\\u00zz\n');
  expect(malformed).toEqual([2, 4]);
  expect(properties.map(({ key, value }) => [key, value])).toEqual([
    ['a', '1'],
    ['b', '\\u'],
  ]);
});
