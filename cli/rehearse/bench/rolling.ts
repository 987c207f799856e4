import { availableParallelism, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { obstacles } from '../../../rehearsal/scenarios/prerequisites';
import { showProgress } from '../../../rehearsal/scenarios/report';
import { newContext } from '../../../rehearsal/scenarios/rehearse';
import { rollTimes, type RollTimes, type SecondsOf } from '../../../rehearsal/scenarios/roll-times';
import { runScenario } from '../../../rehearsal/scenarios/scenario';
import { interruption } from '../../command/interruption';

const GOAL = 1.5;

/** Times a rolling change in a lab against stopping and starting the same brokers by hand. */
export async function benchRolling(): Promise<void> {
  const missing = obstacles();
  if (missing !== '') {
    process.stdout.write(`rolling change: skipped, since it needs a lab:\n${missing}\n`);
    return;
  }
  let times: RollTimes | undefined;
  const steps = rollTimes((seen) => (times = seen));
  const context = newContext(resolve(__dirname, '../../../kafka.yaml'));
  const { ok } = await runScenario('rolling change', steps, context, {
    signal: interruption(),
    progress: showProgress(process.stdout),
  });
  if (!ok || !times) throw new Error('the rolling change could not be timed, see above');
  print(times);
}

function print({ floor, step, apply }: RollTimes): void {
  const row = (name: string, byHand: number, rolling: number) =>
    `${name.padEnd(36)} by hand ${byHand.toFixed(1).padStart(5)} s  step ${rolling.toFixed(1).padStart(5)} s  ` +
    `${(rolling / byHand).toFixed(2).padStart(5)} ×\n`;
  const rows = [...step].map(([name, seconds]) => row(name, floor.get(name) ?? NaN, seconds));
  process.stdout.write(
    `\n${rows.join('')}${row('mean', mean(floor), mean(step)).trimEnd()} (goal: at most ${GOAL})\n` +
      `terraform apply, a broker: ${(apply / step.size).toFixed(1)} s\n` +
      `load of the machine: ${loadavg()[1]?.toFixed(1) ?? '?'} on ${availableParallelism()} cores\n`,
  );
}

function mean(times: SecondsOf): number {
  return [...times.values()].reduce((sum, one) => sum + one, 0) / times.size;
}
