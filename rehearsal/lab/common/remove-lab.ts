import { removeCgroups } from './cgroup';
import { removeFolder } from './folder';
import { checkLabId } from './lab-id';
import { loopsBelow } from './loops';
import { listNetns, Netns } from './netns';
import { run } from './run';
import { until } from './until';

/**
 * Ends and removes everything of a lab, also of one whose program died: processes by the namespaces that they are in,
 * disks by the folder that they are in.
 */
export async function removeLab(dir: string, id: string): Promise<void> {
  checkLabId(id);
  const names = await listNetns(id);
  const problems: unknown[] = [];
  // All at once: hosts that wait for one another would never end.
  for (const result of await Promise.allSettled(names.map((name) => new Netns(name).delete()))) {
    if (result.status === 'rejected') problems.push(result.reason);
  }
  const steps = [() => detachLoops(dir), () => removeCgroups(id), () => removeFolder(dir, id)];
  for (const step of steps) await step().catch((error: unknown) => problems.push(error));
  if (problems.length > 0)
    throw new AggregateError(problems, problems.map((one) => (one as Error).message).join('\n'));
}

/** A device that is still mounted goes when the last namespace that mounts it has gone, a moment later. */
async function detachLoops(dir: string): Promise<void> {
  for (const loop of await loopsBelow(dir)) await run('losetup', ['--detach', loop], { check: false });
  await until(`disks below ${dir} are free`, async () => (await loopsBelow(dir)).length === 0, {
    timeoutSec: 15,
  });
}
