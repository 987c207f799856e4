import { readFileSync } from 'node:fs';
import type { Background } from '../../common';
import { until } from '../../common';
import { lastReport } from './client-program';
import type { Place, ProduceReport } from './kafka-client';

/** Messages to write until it has to stop. */
export interface LoadRequest {
  topic: string;
  /** A word that no earlier run had. */
  run: string;
  /** Messages a second, over all partitions. */
  rate: number;
  /** A file to write the ledger to. */
  ledger: string;
  /** A file for what the program says. */
  log: string;
  /** It ends by itself after this long. @default 3600 */
  maxSeconds?: number;
}

/** A producer that runs in the background. */
export class Load {
  private constructor(
    private readonly process: Background,
    private readonly log: string,
  ) {}

  /** Starts the program and waits for the first message to be acknowledged. */
  static async start(place: Place, command: readonly string[], { log }: LoadRequest): Promise<Load> {
    const load = new Load(await place.spawn(command, { log }), log);
    try {
      await until('the load has begun', () => load.process.isRunning() && load.progress().acknowledged > 0, {
        timeoutSec: 45,
        explain: () => load.output().trim().split('\n').slice(-5).join('\n'),
      });
    } catch (error) {
      await load.process.stop();
      throw error;
    }
    return load;
  }

  /** How far it is; printed twice a second. */
  progress(): { sent: number; acknowledged: number } {
    const lines = this.output()
      .split('\n')
      .filter((line) => line.startsWith('{"progress"') && line.endsWith('}}'));
    const last = lines.at(-1);
    if (last === undefined) return { sent: 0, acknowledged: 0 };
    return (JSON.parse(last) as { progress: { sent: number; acknowledged: number } }).progress;
  }

  /** Lets it end what it has begun, which takes two minutes where the cluster is gone. @returns its report */
  async stop(): Promise<ProduceReport> {
    await this.process.stop(180);
    return lastReport<ProduceReport>(this.output());
  }

  private output(): string {
    return readFileSync(this.log, 'utf8');
  }
}
