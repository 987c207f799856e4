import { availableParallelism, loadavg } from 'node:os';
import { resolve } from 'node:path';
import type { ScenarioContext } from '../../../rehearsal/scenarios/context';
import { obstacles } from '../../../rehearsal/scenarios/prerequisites';
import { newContext } from '../../../rehearsal/scenarios/rehearse';
import { showProgress } from '../../../rehearsal/scenarios/report';
import { runScenario, type Step } from '../../../rehearsal/scenarios/scenario';
import { interruption } from '../../command/interruption';

/**
 * Runs the steps of a benchmark in a lab.
 *
 * @returns false where this machine cannot have one, which is said
 * @throws Error when a step fails
 */
export async function benchInLab(name: string, steps: readonly Step<ScenarioContext>[]): Promise<boolean> {
  const missing = obstacles();
  if (missing !== '') {
    process.stdout.write(`${name}: skipped, since it needs a lab:\n${missing}\n`);
    return false;
  }
  const context = newContext(resolve(__dirname, '../../../kafka.yaml'));
  const { ok } = await runScenario(name, steps, context, {
    signal: interruption(),
    progress: showProgress(process.stdout),
  });
  if (!ok) throw new Error(`${name} could not be timed, see above`);
  return true;
}

/** How busy the machine is, which times depend on. */
export const machineLoad = () =>
  `load of the machine: ${loadavg()[1]?.toFixed(1) ?? '?'} on ${availableParallelism()} cores\n`;
