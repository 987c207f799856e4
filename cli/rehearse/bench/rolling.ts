import { rollTimes, type RollTimes, type SecondsOf } from '../../../rehearsal/scenarios/bench/roll-times';
import { benchInLab, machineLoad } from './lab';

const GOAL = 1.5;

/** Times a rolling change in a lab against stopping and starting the same brokers by hand. */
export async function benchRolling(): Promise<void> {
  let times: RollTimes | undefined;
  const steps = rollTimes((seen) => (times = seen));
  if (!(await benchInLab('rolling change', steps))) return;
  if (!times) throw new Error('nothing was timed');
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
      machineLoad(),
  );
}

function mean(times: SecondsOf): number {
  return [...times.values()].reduce((sum, one) => sum + one, 0) / times.size;
}
