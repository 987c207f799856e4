import { existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { checkLabId, isLabId } from './lab-id';
import { loopsBelow } from './loops';
import { mountsBelow } from './mounts';
import { run } from './run';

const MARK = 'lab-id';
const PARENT = '.rehearsal';

/** Makes the folder of a lab, which is named by its id and is in `.rehearsal`, and marks it as such. */
export function claimFolder(dir: string, id: string): string {
  checkPath(dir, id);
  if (existsSync(dir)) throw new Error(`${dir} exists: another lab, or what one left; remove that first`);
  mkdirSync(dir, { recursive: true, mode: 0o755 });
  writeFileSync(join(dir, MARK), `${id}\n`, { flag: 'wx' });
  return realpathSync(dir);
}

/**
 * Removes the folder of a lab.
 *
 * @throws before it touches anything when the folder is not one of lab `id`, or something is still mounted in it
 */
export async function removeFolder(dir: string, id: string): Promise<void> {
  checkPath(dir, id);
  if (!existsSync(dir)) return;
  const mark = join(dir, MARK);
  if (!existsSync(mark) || readFileSync(mark, 'utf8').trim() !== id) {
    throw new Error(`${dir} is not removed: it holds no lab ${id}`);
  }
  await removeTree(dir);
}

/** Removes a folder that is somewhere in a `.rehearsal` folder and in which nothing is mounted. */
export async function removeTree(path: string): Promise<void> {
  if (resolve(path) !== path || !dirname(path).split('/').includes(PARENT)) {
    throw new Error(`${path} is not removed: it is not in a ${PARENT} folder`);
  }
  if (!existsSync(path)) return;
  if (lstatSync(path).isSymbolicLink() || realpathSync(path) !== path) {
    throw new Error(`${path} is not removed: a symbolic link leads there`);
  }
  const busy = [...mountsBelow(path), ...(await loopsBelow(path))];
  if (busy.length > 0) throw new Error(`${path} is not removed: in use by ${busy.join(', ')}`);
  await run('rm', ['-rf', '--one-file-system', '--', path], { timeoutSec: 300 });
}

/** Those of the names in a `.rehearsal` folder that belong to labs. */
export function labsIn(names: readonly string[]): string[] {
  return names.filter(isLabId);
}

function checkPath(dir: string, id: string): void {
  checkLabId(id);
  if (resolve(dir) !== dir || basename(dir) !== id || basename(dirname(dir)) !== PARENT) {
    throw new Error(`${dir} is no place for lab ${id}: it must be …/${PARENT}/${id}`);
  }
}
