import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isScalar, parseDocument, visit } from 'yaml';
import { parseConfig } from '../../config/load';
import { ConfigError, type Problem } from '../../config/problems/problem';

const example = readFileSync(join(__dirname, '..', '..', 'kafka.yaml'), 'utf8');
const ROUNDS = 150;

/** Mulberry32: the same numbers in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((((mixed ^ (mixed >>> 14)) >>> 0) * below) / 2 ** 32) | 0;
  };
}

const pick = <T>(random: (below: number) => number, items: readonly T[]): T =>
  items[random(items.length)] as T;

const TOKENS = [
  'zones',
  'kafka',
  'brokers',
  ': ',
  ':',
  '- ',
  '\n',
  '\n  ',
  '{',
  '}',
  '[',
  ']',
  ',',
  '&a ',
  '*a',
  '<<: ',
  '"',
  "'",
  '|\n',
  '!x ',
  '# ',
  '? ',
  '%',
  '\t',
  '1e3',
  '.nan',
  '-1',
  'null',
  '~',
  '\u0000',
  'é',
  '---\n',
  '10.0.0.0/8',
  '__proto__',
  'constructor',
];

const JUNK = [
  null,
  '',
  'x',
  -1,
  0,
  1.5,
  2 ** 70,
  NaN,
  true,
  [],
  {},
  [null],
  [[]],
  { id: 1 },
  { zone: null },
  '10.0.0.0/8',
  '999.0.0.0/8',
  '${x}',
  'a\nb',
  '(',
];

function randomText(random: (below: number) => number): string {
  return Array.from({ length: 1 + random(60) }, () => pick(random, TOKENS)).join('');
}

/** The example with some characters removed, doubled or replaced. */
function damaged(random: (below: number) => number): string {
  let text = example;
  for (let count = 1 + random(6); count > 0; count--) {
    const at = random(text.length);
    text = text.slice(0, at) + pick(random, ['', ...TOKENS]) + text.slice(at + random(4));
  }
  return text;
}

/** The example with some values, of any type, replaced by values of any other. */
function distorted(random: (below: number) => number): string {
  const document = parseDocument(example);
  visit(document, {
    Pair(_, pair) {
      if (random(10) > 0 || !isScalar(pair.key)) return undefined;
      pair.value = document.createNode(pick(random, JUNK));
      return visit.SKIP;
    },
    Seq(_, list) {
      if (random(6) === 0)
        list.items.splice(random(list.items.length), 1, document.createNode(pick(random, JUNK)));
    },
    Map(_, map) {
      if (random(12) === 0 && isMap(map))
        map.set(pick(random, ['id', 'zone', 'nmae', 'x']), pick(random, JUNK));
    },
  });
  return String(document);
}

function problemsOf(text: string): readonly Problem[] {
  try {
    return parseConfig(text, 'kafka.yaml').warnings;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    expect(error.problems.length).toBeGreaterThan(0);
    return error.problems;
  }
}

function isPresentable(problem: Problem, lines: readonly string[]): boolean {
  const { line = 0, column = 0, message, allowed, fix } = problem;
  const text = lines[line - 1];
  const isPlace = text !== undefined && column >= 1 && column <= text.length + 1;
  return isPlace && !/undefined|NaN|\[object|Invalid input/.test([message, allowed, fix].join(' '));
}

describe.each([
  ['random text', randomText],
  ['the example, damaged', damaged],
  ['the example with wrong values', distorted],
])('%s', (_, make) => {
  test('is judged without any other exception, and every problem has a place in the text', () => {
    const random = seeded(20);
    for (let round = 0; round < ROUNDS; round++) {
      const text = make(random);
      const faults = problemsOf(text).filter((problem) => !isPresentable(problem, text.split('\n')));
      expect({ text, faults }).toEqual({ text, faults: [] });
    }
  });
});
