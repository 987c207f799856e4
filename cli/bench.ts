import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchCloud } from './bench/cloud';
import { benchInstall } from './bench/install';
import { benchRolling } from './bench/rolling';
import { benchSynthesis } from './bench/synthesis';
import { askedForHelp } from './help';

const USAGE = `npm run bench -- [NAME…]

Times what costs time, or some of it by name; prints goals beside what was measured.
  synthesis   synthesis at several sizes
  cloud       an apply to the simulated cloud
  install     what a pipeline installs, by the npm registry
  rolling     a rolling change against stopping and starting the same brokers by hand; takes a lab
`;

/** What can be timed, by name. */
const BENCHES: Readonly<Record<string, (folder: string) => void | Promise<void>>> = {
  synthesis: benchSynthesis,
  cloud: benchCloud,
  install: benchInstall,
  rolling: benchRolling,
};

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in BENCHES));
  if (unknown.length > 0) {
    throw new Error(`unknown: ${unknown.join(', ')}; allowed: ${Object.keys(BENCHES).join(', ')}`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    for (const [name, bench] of Object.entries(BENCHES)) {
      if (names.length === 0 || names.includes(name)) await bench(folder);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (!askedForHelp(USAGE)) {
  main(process.argv.slice(2)).then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    },
  );
}
