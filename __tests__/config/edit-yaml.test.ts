import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { editYaml } from '../../config/yaml/edit';

const example = (name: string) => readFileSync(join(__dirname, '../..', name), 'utf8');

/** The lines in which two texts of equal length of prefix and suffix differ. */
function difference(before: string, after: string): { removed: string[]; added: string[] } {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  return {
    removed: old.filter((line) => !fresh.includes(line)),
    added: fresh.filter((line) => !old.includes(line)),
  };
}

test.each([
  'kafka.yaml',
  'examples/production.yaml',
  'examples/link-first.yaml',
  'examples/existing-vpc.yaml',
  'examples/existing-cluster.yaml',
])('in %s one line changes, and every other byte stays', (name) => {
  const text = example(name);
  const named = editYaml(text, ['tidbCloud', 'uniqueName'], 't1abc');
  const accepted = editYaml(named, ['endpointService', 'acceptedEndpoints'], { append: 'ep-1' });
  const again = editYaml(accepted, ['endpointService', 'acceptedEndpoints'], { append: 'ep-2' });
  expect(parse(again)).toEqual({
    ...parse(text),
    tidbCloud: { ...parse(text).tidbCloud, uniqueName: 't1abc' },
    endpointService: { ...parse(text).endpointService, acceptedEndpoints: ['ep-1', 'ep-2'] },
  });
  const { removed, added } = difference(text, again);
  for (const line of removed) expect(line).toMatch(/^ +uniqueName: /);
  for (const line of added)
    expect(line).toMatch(/^ +(uniqueName|acceptedEndpoints): |^(endpointService|tidbCloud):$/);
});

test.each([
  ['a: 1 # one\nb:\n  c: old # why\n  d: 2\n', ['b', 'c'], 'new', 'a: 1 # one\nb:\n  c: new # why\n  d: 2\n'],
  [
    'b:\n  # first\n  d: 2 # last\n\n# the end\n',
    ['b', 'c'],
    'x',
    'b:\n  # first\n  d: 2 # last\n  c: x\n\n# the end\n',
  ],
  ['b: { d: 2 } # flow\n', ['b', 'c'], 'x', 'b: { d: 2, c: x } # flow\n'],
  ['b:\n  c: x\n', ['b', 'id'], '0123', 'b:\n  c: x\n  id: "0123"\n'],
  ['b:\n  c: x\n', ['b', 'flag'], 'true', 'b:\n  c: x\n  flag: "true"\n'],
  [
    'l:\n  e:\n    - a # one\n    - b # two\n',
    ['l', 'e'],
    { append: 'c' },
    'l:\n  e:\n    - a # one\n    - b # two\n    - c\n',
  ],
  ['l:\n  e: []\n', ['l', 'e'], { append: 'c' }, 'l:\n  e: [c]\n'],
  ['l:\n  e: [a] # one\n', ['l', 'e'], { append: 'c' }, 'l:\n  e: [a, c] # one\n'],
  ['l:\n  z:\n    - { y: 1 }\nm: 1', ['l', 'e'], { append: 'c' }, 'l:\n  z:\n    - { y: 1 }\n  e: [c]\nm: 1'],
  ['m: 1', ['l', 'e'], 'x', 'm: 1\n\nl:\n  e: x\n'],
] as const)('%j with %j set to %j', (before, path, edit, after) => {
  expect(editYaml(before, path, edit)).toBe(after);
});

test('where the text has another form, the data are right and the comments stay', () => {
  const text = '# top\nbase: &b { c: old }\nb: *b # shared\n';
  expect(() => editYaml(text, ['b', 'c'], 'new')).toThrow();
  const merged = 'base: &b { c: old } # shared\nb:\n  <<: *b\n';
  const after = editYaml(merged, ['b', 'c'], 'new');
  expect(parse(after, { merge: true })).toEqual({ base: { c: 'old' }, b: { c: 'new' } });
  expect(after).toContain('# shared');
});
