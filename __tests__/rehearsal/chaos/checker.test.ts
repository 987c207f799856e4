import { check, type Violation } from '../../../rehearsal/scenarios/chaos/checker/checker';
import { explain } from '../../../rehearsal/scenarios/chaos/checker/explain';
import { longestGap } from '../../../rehearsal/scenarios/chaos/checker/gaps';
import { parseLog, parseTopic } from '../../../rehearsal/scenarios/chaos/checker/history';

/** Acknowledgements of one key, a second apart. */
const acknowledged = (key: string, ...seqs: number[]) =>
  seqs.map((seq) => `w ${1000 * seq} ${key} ${seq} 0 ${seq}\n`).join('');

/** A partition with these messages of one key, in this order. */
const topicOf = (key: string, ...seqs: number[]) =>
  parseTopic(seqs.map((seq, offset) => `0 ${offset} ${key} ${seq}\n`).join(''));

const client = (name: string, text: string) => ({
  name,
  log: parseLog(text),
  idempotent: name === 'java',
});

test('a history without a fault', () => {
  const log = acknowledged('java-1', 0, 1, 2) + acknowledged('java-2', 0);
  const topic = [...topicOf('java-1', 0, 1, 2), { partition: 3, offset: 0, key: 'java-2', seq: 0 }];
  expect(check(client('java', log), topic)).toEqual({
    client: 'java',
    acknowledged: 4,
    givenUp: 0,
    found: 4,
    lost: 0,
    duplicated: 0,
    violations: [],
  });
});

test('a lost message, by either client', () => {
  for (const name of ['java', 'kafkajs']) {
    const key = `${name}-1`;
    const verdict = check(client(name, acknowledged(key, 0, 1, 2)), topicOf(key, 0, 2));
    expect(verdict).toMatchObject({ acknowledged: 3, found: 2, lost: 1 });
    expect(verdict.violations).toEqual([{ kind: 'lost', key, seq: 1 }]);
  }
});

test('the last messages of a key are lost, or all of them', () => {
  const log = acknowledged('java-1', 0, 1, 2) + acknowledged('java-2', 0);
  const { violations } = check(client('java', log), topicOf('java-1', 0, 1));
  expect(violations.map(({ key, seq }) => [key, seq])).toEqual([
    ['java-1', 2],
    ['java-2', 0],
  ]);
});

test('two messages of a key in the wrong order, by either client', () => {
  for (const name of ['java', 'kafkajs']) {
    const key = `${name}-1`;
    const { violations, lost } = check(client(name, acknowledged(key, 0, 1, 2)), topicOf(key, 0, 2, 1));
    expect([lost, violations]).toEqual([0, [{ kind: 'out of order', key, seq: 1 }]]);
  }
});

test('keys in one partition do not concern each other', () => {
  const topic = parseTopic('0 0 java-1 5\n0 1 java-2 0\n0 2 java-1 6\n0 3 java-2 1\n');
  expect(check(client('java', ''), topic).violations).toEqual([]);
});

test('a duplicate: a violation of the idempotent producer, a figure of the other', () => {
  const of = (name: string) =>
    check(client(name, acknowledged(`${name}-1`, 0, 1)), topicOf(`${name}-1`, 0, 1, 0));
  expect(of('java')).toMatchObject({
    duplicated: 1,
    violations: [{ kind: 'duplicated', key: 'java-1', seq: 0 }],
  });
  expect(of('kafkajs')).toMatchObject({ duplicated: 1, violations: [] });
});

test('a message that nobody acknowledged may be there or not; another client is not looked at', () => {
  const log = `${acknowledged('kafkajs-1', 0)}e 900 kafkajs-1 1 time-out\n`;
  for (const topic of [topicOf('kafkajs-1', 0), topicOf('kafkajs-1', 0, 1), topicOf('kafkajs-1', 0, 1, 2)]) {
    const others = [...topic, ...topicOf('java-1', 1, 0)];
    expect(check(client('kafkajs', log), others)).toMatchObject({ givenUp: 1, violations: [] });
  }
});

test('the history of a violation: what the client was told, during what, and what the topic has', () => {
  const log = parseLog(`${acknowledged('java-1', 0, 1, 2, 9)}e 2500 java-1 3 a time-out\n`);
  const lost: Violation = { kind: 'lost', key: 'java-1', seq: 1 };
  const episodes = [
    { name: 'kill -9 of Kafka: broker 2', struck: 900, healed: 1500 },
    { name: 'a slow data disk: broker 1', struck: 2200 },
  ];
  expect(explain(lost, log, topicOf('java-1', 0, 2, 9), episodes).split('\n')).toEqual([
    'lost: key java-1, seq 1',
    '  1970-01-01T00:00:00.000Z seq 0 acknowledged at offset 0 of partition 0',
    '  1970-01-01T00:00:01.000Z seq 1 acknowledged at offset 1 of partition 0 (during: kill -9 of Kafka: broker 2)',
    '  1970-01-01T00:00:02.000Z seq 2 acknowledged at offset 2 of partition 0',
    '  1970-01-01T00:00:02.500Z seq 3 given up: a time-out (during: a slow data disk: broker 1)',
    '  the topic at the end:',
    '    partition 0, offset 0: seq 0',
    '    partition 0, offset 1: seq 2',
  ]);
});

test('a line that is still being written is no event yet', () => {
  const { seen, givenUp } = parseLog(
    'w 5 java-1 0 2 7\nr 6 java-1 0 2 7\ne 8 java-1 1 it is late\nw 9 java-1 1 2',
  );
  expect(seen).toEqual([
    { what: 'acknowledged', at: 5, key: 'java-1', seq: 0, partition: 2, offset: 7 },
    { what: 'read', at: 6, key: 'java-1', seq: 0, partition: 2, offset: 7 },
  ]);
  expect(givenUp).toEqual([{ at: 8, key: 'java-1', seq: 1, reason: 'it is late' }]);
});

test('the longest gap is that of one key, though others go on', () => {
  const busy = Array.from({ length: 100 }, (_, seq) => `w ${1000 * seq} java-1 ${seq} 0 ${seq}\n`).join('');
  const { seen } = parseLog(`${busy}w 10000 java-2 0 1 0\nw 42000 java-2 1 1 1\nr 42500 java-1 0 0 0\n`);
  const longest = { what: 'acknowledged', key: 'java-2', seconds: 32 };
  expect(longestGap(seen, { from: 20_000, to: 45_000 })).toEqual(longest);
  // One that begins before the fault or ends after it belongs to it, too.
  expect(longestGap(seen, { from: 41_000, to: 43_000 })).toEqual(longest);
  expect(longestGap(seen, { from: 0, to: 11_000 })).toEqual(longest);
});

test('a key that has fallen silent has a gap until the end', () => {
  const { seen } = parseLog(
    acknowledged('java-1', 0, 1) + acknowledged('kafkajs-1', 0, 1, 2, 3, 4, 5, 6, 7, 8),
  );
  expect(longestGap(seen, { from: 2000, to: 8000 })).toEqual({
    what: 'acknowledged',
    key: 'java-1',
    seconds: 7,
  });
});
