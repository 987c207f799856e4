import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { kafkaArchive } from '../../../rehearsal/lab/archive';
import { removeTree } from '../../../rehearsal/lab/common';
import { run } from '../../../rehearsal/lab/common/run';
import { exposed } from '../../expose/server-properties/support/change';
import { SHAPES } from '../../expose/server-properties/support/shapes';

const base = resolve('.rehearsal');
const EXTERNAL = [
  'EndPoint(0.0.0.0,39092,ListenerName(EXTERNAL),PLAINTEXT)',
  'EndPoint(b1.abc.alicloud.plc.tidbcloud.com,9093,ListenerName(EXTERNAL),PLAINTEXT)',
  'ListenerName(EXTERNAL) -> PLAINTEXT',
];
let work: string;

beforeAll(() => {
  mkdirSync(base, { recursive: true });
  work = mkdtempSync(join(base, 'listeners-test-'));
});
afterAll(() => removeTree(work));

/** Listeners, advertised listeners, protocols and the listener between brokers, as Kafka itself understands each file. */
async function understood(files: readonly Buffer[]): Promise<Set<string>[][]> {
  const kafka = await kafkaArchive('3.7.1', join(base, 'cache'));
  await run('tar', ['-xzf', kafka.path, '-C', work, '--strip-components=1']);
  const paths = files.map((bytes, index) => {
    const path = join(work, `${index}.properties`);
    writeFileSync(path, bytes);
    return path;
  });
  const reader = join(__dirname, 'KafkaConfigReader.java');
  const { stdout } = await run('java', ['-cp', join(work, 'libs', '*'), reader, ...paths], {
    timeoutSec: 120,
  });
  const lines = stdout.trim().split('\n');
  return lines.map((line) => line.split('\t').map((part) => new Set(part.split(/ (?=EndPoint|Listener)/))));
}

test('Kafka takes every changed file, and the only difference to it is EXTERNAL', async () => {
  const files = SHAPES.map(([, text]) => Buffer.from(text, 'latin1'));
  const all = await understood([...files, ...files.map((file) => exposed(file).file)]);
  expect(all).toHaveLength(2 * SHAPES.length);
  const withoutExternal = (parts: readonly Set<string>[] = []) =>
    parts.map((part) => new Set([...part].filter((text) => !text.includes('EXTERNAL'))));
  SHAPES.forEach(([name], index) => {
    const [before, after = []] = [all[index], all[index + SHAPES.length]];
    expect({ name, understood: withoutExternal(after) }).toEqual({
      name,
      understood: withoutExternal(before),
    });
    const added = after.flatMap((part) => [...part].filter((text) => text.includes('EXTERNAL')));
    expect(added.map((text) => text.replace('(null,', '(0.0.0.0,'))).toEqual(EXTERNAL);
  });
}, 600_000);
