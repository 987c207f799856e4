import type { Cloud, CloudEvent, CloudView } from '../cloud/model';
import { followLog, inspect, readLog } from '../cloud/model';
import { until } from './common';

/** What follows a cloud. */
export interface Follower {
  /** Every event in order, each after the networks of the cloud at that time or later are there. */
  onEvent(event: CloudEvent, view: CloudView): void;
  /** After some events: everything in the cloud as it is now. Not called again before it is done. */
  onChange(view: CloudView): Promise<void>;
}

/** Follows the event log of a cloud, whoever writes it. */
export class Following {
  private readonly stopFollowing: () => void;
  private waiting: CloudEvent[] = [];
  private seen = 0;
  private handled = 0;
  private working: Promise<void> | undefined;
  private failure: unknown;

  constructor(
    private readonly cloudFile: string,
    private readonly cloud: Cloud,
    private readonly follower: Follower,
  ) {
    this.stopFollowing = followLog(cloudFile, (entry) => {
      this.seen = entry.seq;
      if (entry.kind === 'event' && entry.region === cloud.currentRegion) this.waiting.push(entry);
      this.working ??= this.work();
    });
  }

  /** Waits until everything that has happened in the cloud so far is handled. @throws what went wrong */
  async settle(timeoutSec = 120): Promise<void> {
    const last = readLog(this.cloudFile).at(-1)?.seq ?? 0;
    await until(
      `the lab has caught up with entry ${String(last)} of the cloud's log`,
      () => this.failure !== undefined || (this.handled >= last && this.working === undefined),
      { timeoutSec, everySec: 0.02 },
    );
    if (this.failure !== undefined) throw this.failure;
  }

  /** Follows no more; waits for what it is about to do. */
  async stop(): Promise<void> {
    this.stopFollowing();
    this.waiting = [];
    await this.working;
  }

  /** Handles what has come in, and what comes in meanwhile. */
  private async work(): Promise<void> {
    await Promise.resolve(); // entries of one chunk together
    try {
      while (this.handled < this.seen) {
        const [events, seen] = [this.waiting, this.seen];
        this.waiting = [];
        // The cloud may be ahead of these events, never behind them.
        const view = inspect(this.cloud);
        await this.follower.onChange(view);
        for (const event of events) this.follower.onEvent(event, view);
        this.handled = seen;
      }
    } catch (error) {
      this.failure ??= error;
      this.handled = this.seen;
    } finally {
      this.working = undefined;
    }
  }
}
