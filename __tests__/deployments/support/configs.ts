import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadConfig } from '../../../config/load';
import { type Config, newCluster, type NewConfig } from '../../../config/schema';

const root = resolve(__dirname, '../../..');

/** A deployment file of the project. */
export function deployment(name: string): Config {
  return loadConfig(resolve(root, name)).config;
}

/** One of a cluster that is built, such as `kafka.yaml`. */
export function deploymentFile(name: string): NewConfig {
  return newCluster(deployment(name));
}

/** The default deployment; `changes` replaces whole top-level fields. */
export function kafkaYaml(changes: Partial<NewConfig> = {}): NewConfig {
  return { ...deploymentFile('kafka.yaml'), ...changes };
}

/** What is there only where hosts can be reached, or once the unique name is known. */
const CONDITIONAL = /^null_resource\.(rollout|unique-name)_/;

/** A list that was reviewed as the snapshot of another test; of it what these tests build. */
export function reviewedList(snapshotFile: string, test: string): string[] {
  const snapshots = readFileSync(resolve(root, '__tests__', snapshotFile), 'utf8');
  const [, list] = snapshots.split(`exports[\`${test} 1\`] = \``);
  if (list === undefined) throw new Error(`${snapshotFile} has no snapshot of: ${test}`);
  const quoted = list.slice(0, list.indexOf('`;')).match(/(?<=^ {2}")[^"]+(?=",$)/gm);
  return [...(quoted ?? [])].filter((address) => !CONDITIONAL.test(address)).sort();
}
