import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { STATE_FOLDER } from '../../../secrets/state-folder';

const PROJECT = resolve(__dirname, '../../..');

/** What `npm start` writes and other commands write as well, by the folder that it is in. */
const WRITTEN: readonly (readonly [folder: string, name: string])[] = [
  ['.', 'cdktf.out'],
  ['.', STATE_FOLDER],
  [PROJECT, 'node_modules/.cache'],
];

/**
 * Gives what root has written to the owner of the folder: after `sudo npm start`, `npx kafka-link synth` would else fail
 * for them. Follows no link.
 */
export function handBack(): void {
  if (process.getuid?.() !== 0) return;
  for (const [folder, name] of WRITTEN) {
    const path = join(folder, name);
    const { uid, gid } = statSync(folder);
    if (uid === 0 || !existsSync(path) || realpathSync(path) !== join(realpathSync(folder), name)) continue;
    execFileSync('chown', ['-RhP', `${uid}:${gid}`, path]);
  }
}
