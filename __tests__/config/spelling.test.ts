import { closest, editDistance, misspellings } from '../../config/problems/spelling';

test.each([
  ['', '', 0],
  ['zone', 'zones', 1],
  ['zoens', 'zones', 1],
  ['prots', 'ports', 1],
  ['kitten', 'sitting', 3],
  ['abc', '', 3],
])('%s is %s but for some letters', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});

test.each([
  ['brokrs', 'brokers'],
  ['cluster_id', 'clusterId'],
  ['ClusterID', 'clusterId'],
  ['contorllers', 'controllers'],
  ['vpd', undefined],
  ['password', undefined],
])('%s probably means %s', (word, meant) => {
  expect(closest(word, ['brokers', 'clusterId', 'controllers', 'tags'])).toBe(meant);
});

test('a key that is there is not what another was meant to be', () => {
  expect([...misspellings(['zone', 'zoen', 'prot'], ['zone', 'port'])]).toEqual([
    ['zoen', undefined],
    ['prot', 'port'],
  ]);
});
