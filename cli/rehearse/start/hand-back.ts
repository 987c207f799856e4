import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What `npm start` writes into the project and other commands write as well. */
const WRITTEN = ['cdktf.out', 'state', 'node_modules/.cache'];

/**
 * Gives what root has written to the owner of the project's folder: after `sudo npm start`, `npx kafka-link synth` would else
 * fail for them. Follows no link.
 */
export function handBack(): void {
  const { uid, gid } = statSync('.');
  if (process.getuid?.() !== 0 || uid === 0) return;
  const written = WRITTEN.filter(
    (name) => existsSync(name) && realpathSync(name) === join(realpathSync('.'), name),
  );
  if (written.length > 0) execFileSync('chown', ['-RhP', `${uid}:${gid}`, ...written]);
}
