import { type GateCost, type GateTimes, gateTimes } from '../../../rehearsal/scenarios/bench/gate-times';
import { benchInLab, machineLoad } from './lab';

const FEW = 100;
const MANY = 10_000;

/** Measures the gate and a rolling change with few partitions, and with many of them in the same cluster. */
export async function benchGate(): Promise<void> {
  let times: readonly GateTimes[] = [];
  const steps = gateTimes([FEW, MANY], (seen) => (times = seen));
  if (await benchInLab('gate', steps)) print(times);
}

function print(times: readonly GateTimes[]): void {
  const [few, many] = times;
  if (!few || !many) throw new Error('there are not two sizes');
  const row = (name: string, unit: string, value: (one: GateTimes) => number, goal = '') => {
    const numbers = [few, many].map((one) => `${value(one).toFixed(1).padStart(7)} ${unit}`);
    const ratio = value(many) / value(few);
    return `${name.padEnd(24)} ${numbers.join('  ')}  ${ratio.toFixed(2).padStart(6)} ×${goal}\n`;
  };
  const cost = (name: string, of: (one: GateTimes) => GateCost) =>
    row(`gate ${name}`, 's  ', (one) => of(one).seconds, ' (goal: at most 5 s)') +
    row('  of processors', 's  ', (one) => of(one).cpuSeconds) +
    row('  memory', 'MiB', (one) => of(one).mebibytes);
  process.stdout.write(
    `\npartitions: ${few.partitions}, then ${many.partitions}\n` +
      cost('before', ({ before }) => before) +
      cost('after', ({ after }) => after) +
      row('a step, mean', 's  ', ({ step }) => step, ' (goal: at most 2)') +
      machineLoad(),
  );
}
