import { formatPath, formatProblems, type Problem } from '../../config/problems/problem';

const error = (more: Partial<Problem>): Problem => ({
  severity: 'error',
  path: [],
  message: 'is wrong',
  ...more,
});

test('a report is sorted by position and holds value, what is allowed, and the fix', () => {
  const problems = [
    error({ path: ['b'], line: 10, column: 1, value: '9092', allowed: 'a number', fix: 'remove the quotes' }),
    error({ path: ['a', 1], line: 9, column: 7, value: 5, defaulted: true, severity: 'warning' }),
    error({ path: ['a', 0], line: 9, column: 3 }),
  ];
  expect(formatProblems('kafka.yaml', problems)).toBe(`kafka.yaml:9:3  a[0]
  error: is wrong
kafka.yaml:9:7  a[1]
  warning: is wrong
  value: 5 (the default)
kafka.yaml:10:1  b
  error: is wrong
  value: "9092"
  allowed: a number
  fix: remove the quotes`);
});

test('the problems of several files stay apart', () => {
  const problems = ['b.yaml', 'a.yaml', 'b.yaml'].map((file, index) =>
    error({ file, line: 3 - index, column: 1 }),
  );
  const places = formatProblems('', problems)
    .split('\n')
    .filter((line) => !line.startsWith(' '));
  expect(places).toEqual(['b.yaml:1:1', 'b.yaml:3:1', 'a.yaml:2:1']);
});

test('long values are cut, and line breaks are escaped', () => {
  const report = formatProblems('kafka.yaml', [error({ value: `a\n${'b'.repeat(200)}` })]);
  expect(report.split('\n')).toHaveLength(3);
  expect(report).toMatch(/value: "a\\nb+…$/);
});

test.each([
  [[], ''],
  [['zones', 1, 'cidr'], 'zones[1].cidr'],
  [['kafka', 'properties', 'node.id'], 'kafka.properties["node.id"]'],
])('%j is written %s', (path, text) => {
  expect(formatPath(path)).toBe(text);
});
