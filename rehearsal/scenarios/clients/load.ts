import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kafkaVersion, known, type ScenarioContext } from '../context';
import { javaCommand } from './java-client';
import type { Place, Result, Seen } from '../lab/port';
import { loginFile } from './login';
import { waitFor } from '../lab/wait';

/** What the load has seen. */
export interface LoadSeen extends Seen {
  /** Messages that were given up, and why the first was. */
  errors: number;
  firstError: string;
}

/** Messages a second. */
const RATE = 500;

/** Where a load works, and on what. */
export interface LoadPlace {
  place: Place;
  /** Bootstrap addresses. */
  server: string;
  topic: string;
  partitions: number;
  /** Release of the client's library. */
  kafkaVersion: string;
  /**
   * Properties by which it logs in.
   * @default - it does not
   */
  login?: string;
}

/** A producer and a consumer group on TiDB Cloud's side that work while something happens to the brokers. */
export class Load {
  private constructor(
    private readonly ended: Promise<Result>,
    private readonly stopFile: string,
    readonly partitions: number,
  ) {}

  /**
   * Begins; messages flow when this returns.
   *
   * @param listener name of an external listener
   * @default listener - the first
   */
  static async start(
    context: ScenarioContext,
    topic: string,
    signal: AbortSignal,
    listener?: string,
  ): Promise<Load> {
    const { brokers, externalListeners, uniqueName } = known(context, 'plan');
    const { bootstrap } = externalListeners.find(({ name }) => name === listener) ?? externalListeners[0];
    const host = brokers[0]?.externals[0].host.replaceAll(uniqueName, known(context, 'uniqueName')) ?? '';
    const on = {
      place: known(context, 'lab').tidbHost,
      server: `${host}:${bootstrap}`,
      topic,
      partitions: 2 * brokers.length,
      kafkaVersion: kafkaVersion(context),
      login: loginFile(context, { listener }),
    };
    return Load.begin(context, on, signal);
  }

  /** The same in any place, and with any bootstrap address. */
  static async begin(context: ScenarioContext, on: LoadPlace, signal: AbortSignal): Promise<Load> {
    const { place, server, topic, partitions } = on;
    const stopFile = join(context.dir, `${topic}.stop`);
    const args = [server, topic, String(partitions), String(RATE), stopFile];
    const client = await javaCommand({ ...context, kafkaVersion: on.kafkaVersion }, 'LoadClient', args);
    let said = '';
    const ended = place.exec(client, {
      timeoutSec: 1800,
      env: { ...process.env, ...(on.login && { KAFKA_CLIENT: on.login }) },
      check: false,
      onOutput: (text) => (said += text),
    });
    let over = false;
    void ended.then(() => (over = true));
    const running = async () => {
      if (over || !/^running$/m.test(said)) throw new Error(`no messages flow:\n${said.slice(-1500)}`);
    };
    await waitFor(running, { seconds: 60, every: 0.2, signal });
    return new Load(ended, stopFile, partitions);
  }

  /** Ends when everything that was acknowledged is read, or a minute later. @throws unless nothing was lost */
  async stop(): Promise<LoadSeen> {
    writeFileSync(this.stopFile, '');
    const { stdout, stderr } = await this.ended;
    const line = stdout.trim().split('\n').at(-1) ?? '';
    if (!line.startsWith('{')) throw new Error(`the load has ended:\n${stderr.slice(-1500)}`);
    return JSON.parse(line) as LoadSeen;
  }
}

/** @throws unless every message was acknowledged and read, exactly once */
export function judgeLoad(seen: LoadSeen, partitions: number): void {
  const { sent, acknowledged, consumed, lost, duplicated, errors, firstError, partitionsWritten } = seen;
  const whole = acknowledged === sent && lost === 0 && duplicated === 0 && errors === 0;
  if (whole && sent > 0 && partitionsWritten === partitions) return;
  throw new Error(
    `sent ${sent}, acknowledged ${acknowledged}, consumed ${consumed}, lost ${lost}, duplicated ${duplicated}, ` +
      `given up ${errors} ${firstError}, partitions ${partitionsWritten} of ${partitions}`,
  );
}

/** @throws unless every message that was acknowledged was read, exactly once; others may have been given up */
export function judgeStored({ sent, acknowledged, lost, duplicated, errors, firstError }: LoadSeen): void {
  if (sent > 0 && acknowledged + errors === sent && lost === 0 && duplicated === 0) return;
  throw new Error(
    `sent ${sent}, acknowledged ${acknowledged}, lost ${lost}, duplicated ${duplicated}, given up ${errors} ${firstError}`,
  );
}
