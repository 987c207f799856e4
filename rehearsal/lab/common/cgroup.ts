import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkLabId } from './lab-id';
import { until } from './until';

/** Makes the control group of a host, below that of its lab. @returns its folder */
export function makeCgroup(labId: string, name: string): string {
  const folder = join(labCgroup(labId), name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Removes the control groups of a lab, in which nothing runs any more. */
export async function removeCgroups(labId: string): Promise<void> {
  const folder = labCgroup(labId);
  if (!existsSync(folder)) return;
  await until(
    `control group ${folder} is empty`,
    () => {
      removeEmpty(folder);
      return true;
    },
    { timeoutSec: 10 },
  );
}

function labCgroup(labId: string): string {
  const point = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .find((line) => line.includes(' - cgroup2 '))
    ?.split(' ')[4];
  if (point === undefined) throw new Error('a lab needs control groups of version 2: mount -t cgroup2');
  return join(point, checkLabId(labId));
}

/** The kernel removes a group only when it is empty, so this cannot hurt. */
function removeEmpty(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmpty(join(folder, entry.name));
  }
  rmdirSync(folder);
}
