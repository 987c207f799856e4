import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { killGroup } from '../../../system/kill-group';
import { settlesWithin } from './until';

/** How to start a process that stays. */
export interface BackgroundOptions {
  /** Where its output goes, appended. @default - nowhere */
  log?: string;
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

/** How a process ended. */
export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A process that runs until it is stopped, and outlives this one. */
export interface Background {
  readonly pid: number;
  /** Settles when it ends: by an exit code or by a signal. */
  readonly exited: Promise<Exit>;
  isRunning(): boolean;
  /** Asks it to end, and its group; kills them when they have not after some seconds. */
  stop(graceSec?: number): Promise<void>;
}

/** Starts a process in its own session. @throws when the program is not there */
export async function start(
  cmd: string,
  args: readonly string[],
  options: BackgroundOptions = {},
): Promise<Background> {
  const output = options.log === undefined ? ('ignore' as const) : openSync(options.log, 'a', 0o600);
  try {
    const child = spawn(cmd, args, {
      cwd: options.cwd,
      env: options.env,
      detached: true,
      stdio: ['ignore', output, output],
    });
    const { pid } = child;
    const exited = new Promise<Exit>((resolve) =>
      child.once('exit', (code, signal) => {
        resolve({ code, signal });
      }),
    );
    await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    if (pid === undefined) throw new Error(`${cmd} did not start`);
    child.unref();
    const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
    return {
      pid,
      exited,
      isRunning,
      async stop(graceSec = 5) {
        if (!isRunning()) return;
        killGroup(pid, 'SIGTERM');
        await settlesWithin(exited, graceSec);
        killGroup(pid);
        await settlesWithin(exited, 5);
      },
    };
  } finally {
    if (typeof output === 'number') closeSync(output);
  }
}
