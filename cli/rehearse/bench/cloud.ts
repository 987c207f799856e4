import { join, resolve } from 'node:path';
import { printApplyTime } from './apply-time';
import { deploymentFile } from './deployment-file';
import { type Measured, medians, once, printTimes } from './measure';
import { findTerraform } from '../../programs';

const RUNS = 3;
/** Real seconds a simulated one: much less, and Terraform's own work would count for too much. */
const FACTOR = 0.2;
const root = resolve(__dirname, '../../..');

/** Times `npx kafka-link cloud` without latency, and an apply's simulated time against what its graph demands. */
export function benchCloud(folder: string): void {
  const terraform = findTerraform(process.env);
  if (terraform === undefined) throw new Error('there is neither terraform nor tofu on PATH');
  const cloud = (count: number, dir: string, ...args: string[]): Measured => {
    const options = ['--dir', join(folder, dir), '--file', deploymentFile(folder, count)];
    const command = [join(root, 'cli/run.js'), join(root, 'cli/cloud.ts'), ...options, ...args];
    const name = `${args.find((arg) => /^[a-z]+$/.test(arg)) ?? ''} of ${count} brokers`;
    return { name, command: process.execPath, args: command };
  };
  const life = (count: number) => [
    cloud(count, `instant-${count}`, 'apply', '-auto-approve'),
    cloud(count, `instant-${count}`, 'plan'),
    cloud(count, `instant-${count}`, 'destroy', '-auto-approve'),
  ];
  const small = [{ name: 'terraform version', command: terraform, args: ['version'] }, ...life(3)];
  const large = life(49);
  printTimes([...small, ...large], [...medians(small, folder, RUNS), ...once(large, folder)]);
  const latency = ['--latency', `realistic:${FACTOR}`];
  const apply = cloud(3, 'realistic', ...latency, 'apply', '-auto-approve');
  printApplyTime(apply, join(folder, 'realistic'), 'bench-3');
}
