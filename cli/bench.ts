import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * `npm run bench`: times whole processes, as ratios to a bare `node -e 0` of the same run, since absolute times say more
 * about the machine. Each figure is the median of several runs, taken in turn so that a drift of the machine hits all.
 */
const RUNS = 9;
const root = resolve(__dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'bench-'));

const synth = (brokers: number) => [join(root, 'cli/run.js'), join(root, 'main.ts'), deploymentFile(brokers)];
const load = (...modules: string[]) => [
  '-e',
  modules.map((name) => `require(${JSON.stringify(require.resolve(name))});`).join(''),
];
const measured: [name: string, args: string[]][] = [
  ['bare node', ['-e', '0']],
  ['import of cdktf', load('cdktf')],
  ['import of cdktf and the bindings', load('cdktf', '@cdktf/provider-alicloud')],
  ['synthesis of 3 brokers', synth(3)],
  ['synthesis of 30 brokers', synth(30)],
  ['synthesis of 49 brokers', synth(49)],
];

function deploymentFile(count: number): string {
  const file = join(folder, `${count}.yaml`);
  const brokers = Array.from(
    { length: count },
    (_, i) => `  - { id: ${i + 1}, zone: ap-southeast-1${'abc'[i % 3]} }`,
  );
  const zones = ['a', 'b', 'c'].map(
    (zone, i) => `  - { id: ap-southeast-1${zone}, cidr: 10.0.${i * 64}.0/18 }`,
  );
  const bastion = 'bastion: { zone: ap-southeast-1a, cidr: 10.0.192.0/18 }';
  const kafka = 'kafka: { clusterId: BRl69zcmTFmiPaoaANybiw }';
  const lines = [
    `name: bench-${count}`,
    bastion,
    kafka,
    'zones:',
    ...zones,
    'brokers:',
    ...brokers,
    'controllers: [1, 2, 3]',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

function milliseconds(args: string[]): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  const elapsed = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(stderr);
  return elapsed;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

try {
  const times = measured.map((): number[] => []);
  for (let run = 0; run <= RUNS; run += 1) {
    measured.forEach(([, args], index) => {
      const elapsed = milliseconds(args);
      if (run > 0) times[index]?.push(elapsed); // the first run fills the caches
    });
  }
  const medians = times.map(median);
  const [bare = NaN, , , three = NaN, , most = NaN] = medians;
  measured.forEach(([name], index) => {
    const time = medians[index] ?? NaN;
    process.stdout.write(
      `${name.padEnd(36)} ${time.toFixed(0).padStart(6)} ms  ${(time / bare).toFixed(2).padStart(6)} ×\n`,
    );
  });
  process.stdout.write(`\n49 brokers against 3: ${(most / three).toFixed(2)} × (goal: under 2)\n`);
  process.stdout.write(`3 brokers against bare node: ${(three / bare).toFixed(2)} × (goal: under 8)\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
