import { join, resolve } from 'node:path';
import { deploymentFile } from './deployment-file';
import { type Measured, medians, printTimes } from './measure';

const RUNS = 9;
const root = resolve(__dirname, '../../..');

/** Times the start of node, the imports and syntheses of several sizes. */
export function benchSynthesis(folder: string): void {
  const node = (name: string, ...args: string[]): Measured => ({ name, command: process.execPath, args });
  const load = (...modules: string[]) => [
    '-e',
    modules.map((name) => `require(${JSON.stringify(require.resolve(name))});`).join(''),
  ];
  const synth = (count: number) =>
    node(
      `synthesis of ${count} brokers`,
      join(root, 'cli/run.js'),
      join(root, 'main.ts'),
      deploymentFile(folder, count),
    );
  const measured = [
    node('bare node', '-e', '0'),
    node('import of cdktf', ...load('cdktf')),
    node('import of cdktf and the bindings', ...load('cdktf', '@cdktf/provider-alicloud')),
    synth(3),
    synth(30),
    synth(49),
  ];
  const times = medians(measured, folder, RUNS);
  const [bare = NaN, , , three = NaN, , most = NaN] = times;
  printTimes(measured, times);
  process.stdout.write(`49 brokers against 3: ${(most / three).toFixed(2)} × (goal: under 2)\n`);
  process.stdout.write(`3 brokers against bare node: ${(three / bare).toFixed(2)} × (goal: under 8)\n\n`);
}
