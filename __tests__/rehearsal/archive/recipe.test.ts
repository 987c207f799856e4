import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cached, type Recipe } from '../../../rehearsal/lab/archive/cache';
import { commandClasses } from '../../../rehearsal/lab/archive/commands';
import { dependencies, pom } from '../../../rehearsal/lab/archive/dependencies';
import { loggingFiles } from '../../../rehearsal/lab/archive/scripts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'archive-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function recipe(fills: string[], ingredients = 'v1'): Recipe {
  return {
    fileName: 'thing-1.tgz',
    topFolder: 'thing-1',
    ingredients,
    fill: async (top) => {
      fills.push(ingredients);
      writeFileSync(join(top, 'file'), ingredients);
    },
  };
}

test('an archive is assembled once, whoever asks, and again when its recipe changes', async () => {
  const fills: string[] = [];
  const [one, two] = await Promise.all([cached(folder, recipe(fills)), cached(folder, recipe(fills))]);
  expect(two).toEqual(one);
  fills.length = 0;
  expect(await cached(folder, recipe(fills))).toEqual(one);
  expect(fills).toEqual([]);
  const changed = await cached(folder, recipe(fills, 'v2'));
  expect(fills).toEqual(['v2']);
  expect(changed.sha256).not.toBe(one.sha256);
});

test('the same content gives the same checksum, at another time and place', async () => {
  const one = await cached(join(folder, 'a'), recipe([]));
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const two = await cached(join(folder, 'b'), recipe([]));
  expect(two.sha256).toBe(one.sha256);
});

test('a recipe that fails leaves nothing that looks complete', async () => {
  const broken: Recipe = { ...recipe([]), fill: () => Promise.reject(new Error('no network')) };
  await expect(cached(folder, broken)).rejects.toThrow('no network');
  const fills: string[] = [];
  await cached(folder, recipe(fills));
  expect(fills).toHaveLength(1);
});

test('each version logs by its own backend', () => {
  expect(pom(dependencies('3.7.1'))).toContain('<artifactId>slf4j-reload4j</artifactId>');
  expect(pom(dependencies('4.0.0'))).toContain('<artifactId>log4j-slf4j-impl</artifactId>');
  expect(loggingFiles(true)['tools-log4j.properties']).toContain('SYSTEM_ERR');
  expect(loggingFiles(false)['tools-log4j.properties']).toContain('System.err');
});

test('a command runs the class that the release has', () => {
  const classes = new Set(['kafka.tools.ConsoleProducer', 'org.apache.kafka.tools.TopicCommand']);
  expect(Object.fromEntries(commandClasses(classes))).toEqual({
    'kafka-console-producer': 'kafka.tools.ConsoleProducer',
    'kafka-topics': 'org.apache.kafka.tools.TopicCommand',
  });
});
