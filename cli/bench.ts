import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchCloud } from './bench/cloud';
import { benchSynthesis } from './bench/synthesis';

/** `npm run bench`: what synthesis and the simulated cloud cost. */
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  benchSynthesis(folder);
  benchCloud(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
