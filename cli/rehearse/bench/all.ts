import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchCloud } from './cloud';
import { benchGate } from './gate';
import { benchInstall } from './install';
import { benchRolling } from './rolling';
import { benchSynthesis } from './synthesis';

/** What can be timed, by name. */
const BENCHES: Readonly<Record<string, (folder: string) => void | Promise<void>>> = {
  synthesis: benchSynthesis,
  cloud: benchCloud,
  install: benchInstall,
  rolling: benchRolling,
  gate: benchGate,
};

/** Times what is named, or everything. */
export async function bench(names: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    for (const [name, one] of Object.entries(BENCHES)) {
      if (names.length === 0 || names.includes(name)) await one(folder);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
