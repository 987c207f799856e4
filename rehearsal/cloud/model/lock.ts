import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long a process waits for others; each of them holds the lock for milliseconds. */
const PATIENCE_MS = 60_000;
/** A breaker this old was left by a process that died between two system calls. */
const BREAKER_EXPIRES_MS = 5_000;

/**
 * Takes the lock file `path`, waiting for its holder, and returns the function that gives it back.
 * A lock whose process is gone is broken.
 */
export async function acquireLock(path: string): Promise<() => void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let delay = 1; !tryLock(path); delay = Math.min(delay * 2, 40)) {
    breakIfAbandoned(path);
    if (Date.now() > deadline) {
      throw new Error(`The cloud is in use by process ${String(holder(path))}, which holds ${path}.`);
    }
    // Waiting a random time keeps two processes from meeting again and again.
    await sleep(delay * (0.5 + Math.random()));
  }
  return () => {
    rmSync(path, { force: true });
  };
}

/** A hard link appears with its content or not at all, unlike a file that is created and then written. */
function tryLock(path: string): boolean {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, String(process.pid));
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function holder(path: string): number | undefined {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function isAbandoned(path: string): boolean {
  const pid = holder(path);
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Only one process at a time may break a lock, or the second would remove the first one's new lock. */
function breakIfAbandoned(path: string): void {
  if (!isAbandoned(path)) return;
  const breaker = `${path}.break`;
  if (tryLock(breaker)) {
    try {
      if (isAbandoned(path)) rmSync(path, { force: true });
    } finally {
      rmSync(breaker, { force: true });
    }
  } else if (age(breaker) > BREAKER_EXPIRES_MS) {
    rmSync(breaker, { force: true });
  }
}

function age(path: string): number {
  return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}
