import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kafkaVersion, known, type ScenarioContext } from '../context';
import { javaCommand, PROGRAMS } from '../clients/java-client';
import { loginFile } from '../clients/login';
import type { Result } from '../lab/port';
import { waitFor } from '../lab/wait';
import type { CheckedClient } from './checker/checker';
import { type Message, parseLog, parseTopic } from './checker/history';

const TOPIC = 'load-chaos';
/** Keys of each client: several in each partition. */
const KEYS = 18;
const CLIENTS = [
  { name: 'java', idempotent: true },
  { name: 'kafkajs', idempotent: false },
] as const;

/** Both clients on TiDB Cloud's side, which write and read all the time and log every message. */
export class ChaosLoad {
  private readonly ended: Promise<Result>[] = [];
  private over: string | undefined;
  private readonly server: string;
  private readonly environment: NodeJS.ProcessEnv;

  private constructor(private readonly context: ScenarioContext) {
    const { brokers, externalListeners, uniqueName } = known(context, 'plan');
    const host = brokers[0]?.externals[0].host.replaceAll(uniqueName, known(context, 'uniqueName'));
    this.server = `${host}:${externalListeners[0].bootstrap}`;
    const login = loginFile(context);
    this.environment = { ...process.env, ...(login && { KAFKA_CLIENT: login }) };
  }

  /** Begins; messages of both flow when this returns. */
  static async start(context: ScenarioContext, signal: AbortSignal): Promise<ChaosLoad> {
    const load = new ChaosLoad(context);
    const partitions = 2 * known(context, 'plan').brokers.length;
    const more = [String(KEYS), load.file('stop')];
    load.run(await load.java('write', load.file('java'), String(partitions), ...more));
    await load.flows('java', signal);
    const script = join(PROGRAMS, 'kafkajs-chaos.js');
    load.run([process.execPath, script, load.server, TOPIC, load.file('kafkajs'), ...more]);
    await load.flows('kafkajs', signal);
    return load;
  }

  /** What the clients have logged until now. @throws Error when one has ended by itself */
  clients(): CheckedClient[] {
    if (this.over !== undefined) throw new Error(`a client has ended: ${this.over}`);
    return CLIENTS.map((client) => {
      const file = this.file(client.name);
      return { ...client, log: parseLog(existsSync(file) ? readFileSync(file, 'utf8') : '') };
    });
  }

  /** Ends the clients. @returns everything that the topic then has */
  async stop(): Promise<Message[]> {
    writeFileSync(this.file('stop'), '');
    for (const { code, stderr } of await Promise.all(this.ended)) {
      if (code !== 0) throw new Error(`a client has failed:\n${stderr.slice(-1500)}`);
    }
    this.over = undefined;
    await this.place.exec(await this.java('read', this.file('topic')), {
      timeoutSec: 120,
      env: this.environment,
    });
    return parseTopic(readFileSync(this.file('topic'), 'utf8'));
  }

  private run(command: readonly string[]): void {
    const ended = this.place.exec(command, { timeoutSec: 7200, env: this.environment, check: false });
    void ended.then(
      ({ stderr }) => (this.over = stderr.slice(-1500)),
      (error: Error) => (this.over = error.message),
    );
    this.ended.push(ended);
  }

  private async flows(name: string, signal: AbortSignal): Promise<void> {
    const flowing = async () => {
      const log = this.clients().find((client) => client.name === name)?.log;
      const keys = new Set(log?.seen.map(({ what, key }) => `${what} ${key}`));
      // The Java client reads, too.
      if (keys.size < KEYS * (name === 'java' ? 2 : 1)) throw new Error(`${name}: no messages flow`);
    };
    await waitFor(flowing, { seconds: 60, every: 0.5, signal });
  }

  private java(action: string, ...args: readonly string[]): Promise<string[]> {
    const place = { ...this.context, kafkaVersion: kafkaVersion(this.context) };
    return javaCommand(place, 'ChaosClient', [action, this.server, TOPIC, ...args]);
  }

  private get place() {
    return known(this.context, 'lab').tidbHost;
  }

  private file(name: string): string {
    return join(this.context.dir, `chaos-${name}`);
  }
}
