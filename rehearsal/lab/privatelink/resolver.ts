import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Background, Netns } from '../common';
import { until } from '../common';
import { DOMAIN } from './unique-name';

/** A unique name with the addresses that its hosts have. */
export interface ResolvedName {
  uniqueName: string;
  addresses: readonly string[];
}

/** The resolver of TiDB Cloud's side: it knows the hosts of attached domains and nothing else in the world. */
export class Resolver {
  private config = '';
  private process: Background | undefined;

  constructor(
    private readonly netns: Netns,
    private readonly folder: string,
  ) {
    mkdirSync(folder, { recursive: true });
  }

  /** Makes it know exactly these names. It reads names at its start only. */
  async configure(names: readonly ResolvedName[]): Promise<void> {
    const config = dnsmasqConfig(names);
    if (config === this.config && this.process?.isRunning()) return;
    await this.stop();
    await this.start(config);
    this.config = config;
  }

  /** Ends it. */
  async stop(): Promise<void> {
    await this.process?.stop();
    this.process = undefined;
  }

  private async start(config: string): Promise<void> {
    const [file, log, pidFile] = ['conf', 'log', 'pid'].map((end) => join(this.folder, `dnsmasq.${end}`)) as [
      string,
      string,
      string,
    ];
    writeFileSync(file, config);
    rmSync(pidFile, { force: true });
    const command = ['dnsmasq', '--keep-in-foreground', `--conf-file=${file}`, `--pid-file=${pidFile}`];
    const dnsmasq = await this.netns.spawn(command, { log });
    this.process = dnsmasq;
    await until('dnsmasq listens', () => dnsmasq.isRunning() && existsSync(pidFile), {
      timeoutSec: 5,
      everySec: 0.02,
      explain: () => readFileSync(log, 'utf8').trim().split('\n').slice(-5).join('\n'),
    });
  }
}

/** Knows the hosts below each unique name, and says of everything else that it does not exist. */
export function dnsmasqConfig(names: readonly ResolvedName[]): string {
  return [
    'listen-address=127.0.0.1',
    'bind-interfaces',
    'no-resolv',
    'no-hosts',
    'user=root',
    'cache-size=0',
    'local=/#/',
    ...names.flatMap(({ uniqueName, addresses }) =>
      addresses.map((address) => `address=/*.${uniqueName}.${DOMAIN}/${address}`),
    ),
    '',
  ].join('\n');
}
