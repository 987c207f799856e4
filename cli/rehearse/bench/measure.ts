import { spawnSync } from 'node:child_process';

/** One command to be timed. */
export interface Measured {
  name: string;
  command: string;
  args: readonly string[];
}

/** Milliseconds that each command takes, whole process: the median of `runs` after one that fills the caches. */
export function medians(measured: readonly Measured[], cwd: string, runs: number): number[] {
  once(measured, cwd);
  // In turn, so that a drift of the machine hits all.
  const times = Array.from({ length: runs }, () => once(measured, cwd));
  return measured.map((_, index) => median(times.map((run) => run[index] ?? NaN)));
}

/** Milliseconds that each command takes, run once. */
export function once(measured: readonly Measured[], cwd: string): number[] {
  return measured.map(({ command, args }) => milliseconds(command, args, cwd));
}

function milliseconds(command: string, args: readonly string[], cwd: string): number {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const elapsed = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw error ?? new Error(stdout + stderr);
  return elapsed;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** Prints each time as a ratio to the first one, since absolute times say more about the machine. */
export function printTimes(measured: readonly Measured[], times: readonly number[]): void {
  measured.forEach(({ name }, index) => {
    const time = times[index] ?? NaN;
    const ratio = time / (times[0] ?? NaN);
    process.stdout.write(
      `${name.padEnd(36)} ${time.toFixed(0).padStart(6)} ms  ${ratio.toFixed(2).padStart(6)} ×\n`,
    );
  });
  process.stdout.write('\n');
}
