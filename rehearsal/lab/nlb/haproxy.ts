import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Background, Netns } from '../common';
import { until } from '../common';
import { FILES } from './haproxy-config';
import { ask, workerPid } from './stats';

/** A haproxy that runs in a network namespace, with all its files in one folder. */
export class Haproxy {
  private config = '';
  private process: Background | undefined;

  constructor(
    private readonly netns: Netns,
    readonly folder: string,
  ) {
    mkdirSync(folder, { recursive: true });
  }

  /** Whether it serves. */
  isRunning(): boolean {
    return this.process?.isRunning() ?? false;
  }

  /** Brings it to this configuration; '' stops it. Connections that are open stay so unless it stops. */
  async configure(config: string): Promise<void> {
    if (config === '') return this.stop();
    if (config === this.config && this.isRunning()) return;
    await this.check(config);
    if (this.process?.isRunning()) await this.reload(this.process);
    else await this.start();
    this.config = config;
  }

  /** Stops it with all its connections. */
  async stop(): Promise<void> {
    await this.process?.stop();
    this.process = undefined;
    this.config = '';
  }

  /** A configuration with a mistake never replaces one that works. */
  private async check(config: string): Promise<void> {
    const draft = this.path('draft');
    writeFileSync(draft, config);
    await this.netns.exec(['haproxy', '-c', '-f', draft], { cwd: this.folder });
    writeFileSync(this.path('config'), config);
  }

  private async start(): Promise<void> {
    writeFileSync(this.path('state'), '1\n');
    const command = ['haproxy', '-W', '-f', this.path('config')];
    this.process = await this.netns.spawn(command, { cwd: this.folder, log: this.path('log') });
    await this.worker(undefined);
  }

  /** A new worker takes the sockets over and knows which servers are up; the old one ends when its connections do. */
  private async reload(master: Background): Promise<void> {
    const before = await workerPid(this.folder);
    writeFileSync(this.path('state'), await ask(this.folder, 'show servers state'));
    process.kill(master.pid, 'SIGUSR2');
    await this.worker(before);
  }

  private async worker(before: number | undefined): Promise<void> {
    const lastWords = (): string =>
      readFileSync(this.path('log'), 'utf8').trim().split('\n').slice(-5).join('\n');
    await until(
      'haproxy serves by its configuration',
      async () => {
        const pid = this.isRunning() ? await workerPid(this.folder) : undefined;
        return pid !== undefined && pid !== before;
      },
      { timeoutSec: 10, everySec: 0.05, explain: lastWords },
    );
  }

  private path(file: keyof typeof FILES): string {
    return join(this.folder, FILES[file]);
  }
}
