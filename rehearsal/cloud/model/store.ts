import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { acquireLock } from './lock';
import { writeLog } from './log';
import type { CloudState } from './state';

interface Job {
  run: (state: CloudState) => void;
  settle: (failure?: unknown) => void;
}

/**
 * The cloud file. Readers need no lock, since the file is replaced as a whole; writers of all processes take turns.
 * Whatever waits in this process while the lock is awaited is committed with one write.
 */
export class Store {
  private readonly queue: Job[] = [];
  private pumping = false;
  private cache: { stamp: string; state: CloudState } | undefined;

  constructor(
    readonly file: string,
    private readonly initial: () => CloudState,
  ) {}

  /** The present state, to be looked at only. */
  read(): CloudState {
    const stamp = this.stamp();
    if (stamp === '') return this.initial();
    if (this.cache?.stamp !== stamp) {
      const state = JSON.parse(readFileSync(this.file, 'utf8')) as CloudState;
      // If the file is replaced between the two calls, the next reader just reads it again.
      this.cache = { stamp, state };
    }
    return this.cache.state;
  }

  /**
   * Runs `work` alone on the newest state and saves what it did. `work` is synchronous and either replaces
   * `state.meta` at its end or leaves the state alone.
   */
  transact<T>(work: (state: CloudState) => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let settle = (): void => undefined;
      this.queue.push({
        run: (state) => {
          try {
            const value = work(state);
            settle = () => {
              resolve(value);
            };
          } catch (error) {
            settle = () => {
              reject(error as Error);
            };
          }
        },
        settle: (failure) => {
          if (failure === undefined) settle();
          else reject(failure as Error);
        },
      });
      void this.pump();
    });
  }

  private async pump(): Promise<void> {
    if (this.pumping) return;
    this.pumping = true;
    while (this.queue.length > 0) await this.commitWaiting();
    this.pumping = false;
  }

  private async commitWaiting(): Promise<void> {
    let release: (() => void) | undefined;
    let jobs: Job[] = [];
    let failure: unknown;
    try {
      mkdirSync(dirname(this.file), { recursive: true });
      release = await acquireLock(`${this.file}.lock`);
      jobs = this.queue.splice(0);
      this.commit(jobs);
    } catch (error) {
      failure = error;
      this.cache = undefined;
      jobs.push(...this.queue.splice(0));
    } finally {
      release?.();
    }
    for (const job of jobs) job.settle(failure);
  }

  /** From reading to writing nothing is awaited, so no reader of this process sees a half-done commit. */
  private commit(jobs: readonly Job[]): void {
    const state = this.read();
    writeLog(this.file, state.meta.log);
    const before = { ...state.meta, log: { ...state.meta.log, tail: '' } };
    state.meta = before;
    for (const job of jobs) job.run(state);
    if (state.meta !== before) this.save(state);
  }

  private save(state: CloudState): void {
    const draft = `${this.file}.${String(process.pid)}.tmp`;
    writeFileSync(draft, `${JSON.stringify(state, null, 1)}\n`);
    renameSync(draft, this.file);
    this.cache = { stamp: this.stamp(), state };
    writeLog(this.file, state.meta.log);
  }

  /** Changes whenever the file is replaced: every version is a new file. */
  private stamp(): string {
    const found = statSync(this.file, { bigint: true, throwIfNoEntry: false });
    return found === undefined ? '' : `${String(found.ino)}/${String(found.mtimeNs)}/${String(found.size)}`;
  }
}
