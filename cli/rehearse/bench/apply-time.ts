import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CloudOperation, readOperations } from '../../../rehearsal/cloud/model';
import { stateFolder } from '../../../secrets/state-folder';
import { criticalPath, type Graph } from './critical-path';
import type { Measured } from './measure';

/** As much of a state file as says which id an address has. */
interface State {
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes: { readonly id: string } }[];
  }[];
}

/**
 * Runs an apply and compares its simulated time with the longest chain of its graph, durations as the cloud logged them.
 *
 * @param dir folder of the simulated cloud in which `apply` puts the deployment `name`
 */
export function printApplyTime(apply: Measured, dir: string, name: string): void {
  const { status, stderr } = spawnSync(apply.command, apply.args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(stderr);
  const graph = read<Graph>(dir, 'cdktf.out', 'stacks', name, 'cdk.tf.json');
  const state = read<State>(stateFolder(name, dir), 'terraform.tfstate');
  const creates = readOperations(join(dir, 'cloud.json')).filter(({ outcome }) => outcome === 'done');
  const path = criticalPath(graph, durations(state, creates));
  const taken = Math.max(...creates.map(({ end }) => end)) - Math.min(...creates.map(({ start }) => start));
  process.stdout.write(
    `${apply.name}, simulated: ${taken.toFixed(0)} s, critical path ${path.toFixed(0)} s: ` +
      `${(taken / path).toFixed(3)} × (goal: at most 1.05)\n`,
  );
}

/** Only creates are logged: what lives in the state alone takes no time, and data is read before the first create. */
function durations(state: State, creates: readonly CloudOperation[]): (address: string) => number {
  const seconds = new Map(
    creates.map((operation) => [`${operation.type} ${operation.id ?? ''}`, operation.seconds]),
  );
  const byAddress = new Map(
    state.resources.map(({ type, name, instances }) => [
      `${type}.${name}`,
      seconds.get(`${type} ${instances[0]?.attributes.id ?? ''}`) ?? 0,
    ]),
  );
  return (address) => byAddress.get(address) ?? 0;
}

function read<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(...path), 'utf8')) as T;
}
