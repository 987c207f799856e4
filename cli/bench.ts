import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchCloud } from './bench/cloud';
import { benchInstall } from './bench/install';
import { benchSynthesis } from './bench/synthesis';
import { askedForHelp } from './help';

const USAGE = `npm run bench

Times synthesis and the simulated cloud at several sizes, and what a pipeline installs (by the npm registry); prints goals
beside what was measured.
`;

/** What synthesis, the simulated cloud and a pipeline's installation cost. */
function main(): void {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    benchSynthesis(folder);
    benchCloud(folder);
    benchInstall(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (!askedForHelp(USAGE)) main();
