import { spawn } from 'node:child_process';
import { existingConfig } from './existing-config';
import type { ExistingCluster } from '../../../expose/cluster';
import type { HostCommand, Hosts, Said } from '../../../expose/ssh';
import { planCluster } from '../../../plan/plan';
import { ExposedHost, PROPERTIES } from '../../templates/expose/support/exposed-host';

export const HOSTS = {
  user: 'root',
  port: 22,
  sudo: false,
  serverProperties: PROPERTIES,
  service: 'kafka.service',
  kafkaHome: '/srv/kafka',
  javaHome: '/srv/java',
};
export const SECRET = 'hunter2';

/** Three brokers that run already. */
export function existing(uniqueName = 'abc', mode: 'kraft' | 'zookeeper' = 'kraft'): ExistingCluster {
  const config = existingConfig({ mode, hosts: HOSTS });
  return {
    plan: planCluster(config, uniqueName),
    listenerPattern: config.tidbCloud.listenerPattern,
  };
}

export const kraftFile = (id: number, port = 9092): string =>
  [
    `node.id=${id}`,
    'process.roles=broker,controller',
    'controller.listener.names=CONTROLLER',
    `listeners=INTERNAL://:${port},CONTROLLER://:29092`,
    `ops.password=${SECRET}`,
    `advertised.listeners=INTERNAL://10.0.0.1${id}:${port}`,
    'inter.broker.listener.name=INTERNAL',
    'listener.security.protocol.map=INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT',
  ].join('\r\n');

/** The hosts of three brokers, each in a folder, and a way to them like SSH. */
export class FakeHosts implements Hosts {
  readonly hosts = [1, 2, 3].map((id) => new ExposedHost(kraftFile(id)));
  /** Brokers in the order in which their steps began. */
  readonly order: number[] = [];
  /** How often following breaks off. */
  breaks = 0;
  private looks = 0;
  /** Ends the run that holds the lock, as a host that goes down does. */
  loseLock: () => Promise<void> = () => Promise.reject(new Error('nobody holds the lock'));
  /** Called when a step has begun. */
  afterStart: () => Promise<void> = () => Promise.resolve();

  broker(id: number): ExposedHost {
    const host = this.hosts[id - 1];
    if (!host) throw new Error(`no broker ${id}`);
    return host;
  }

  async run(address: string, { words, input = '', alive, onLine }: HostCommand): Promise<Said> {
    const id = Number(address.slice(-1));
    const host = this.broker(id);
    if (alive) return this.hold(host, words.at(-1) ?? '', alive, onLine);
    const [program = '', script = '', command = ''] = words;
    if (program === 'sh') {
      const path = /cat >(\S+)\.new /.exec(command)?.[1] ?? '';
      host.write(path, input);
      return said(0);
    }
    if (script === '-s') {
      // A file of its own: two runs may look at the same time, and bash reads a script while it runs it.
      const path = `/upload/inspect-${(this.looks += 1)}.sh`;
      host.write(path, input);
      const { code, output } = await host.run(path);
      return said(code, output);
    }
    if (command === 'start') {
      this.order.push(id);
      await this.afterStart();
    }
    if (command === 'follow' && this.breaks > 0) {
      this.breaks -= 1;
      return said(255, '', 'Connection reset');
    }
    const { code, output } = await host.run(script, [command], { POLL_DELAY: '0.02' });
    output
      .trim()
      .split('\n')
      .forEach((line) => onLine?.(line));
    return said(code, output);
  }

  /** Runs it in the host's folder, with a line now and then. */
  private hold(
    host: ExposedHost,
    text: string,
    alive: AbortSignal,
    onLine: HostCommand['onLine'],
  ): Promise<Said> {
    const child = spawn('bash', ['-c', text.replaceAll('/var/lib/', host.path('/var/lib/'))]);
    child.stdout.on('data', (data: Buffer) =>
      data
        .toString()
        .trim()
        .split('\n')
        .forEach((line) => onLine?.(line)),
    );
    alive.addEventListener('abort', () => child.stdin.end());
    this.loseLock = () => new Promise((resolve) => child.once('close', () => resolve()).kill('SIGKILL'));
    return new Promise((resolve) => child.once('close', (code) => resolve(said(code ?? -1))));
  }

  remove(): void {
    for (const host of this.hosts) host.remove();
  }
}

const said = (code: number, stdout = '', stderr = ''): Said => ({
  code,
  stdout: Buffer.from(stdout),
  stderr,
});
