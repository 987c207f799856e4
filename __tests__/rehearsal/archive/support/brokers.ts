import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { jdkArchive, kafkaArchive } from '../../../../rehearsal/lab/archive';
import { createNetns, newLabId, type Netns, removeTree, until } from '../../../../rehearsal/lab/common';
import type { Background } from '../../../../rehearsal/lab/common/background';
import { run, type Result } from '../../../../rehearsal/lab/common/run';
import { compileTls, withTls } from './encrypted';
import { type Access, internal, NODES, propertiesOf, withLogin } from './nodes';

/** Below it is everything of the brokers. */
const BASE = resolve('.rehearsal');

/** Three brokers that are controllers as well, each on ports of its own on the loopback of one network namespace. */
export class Brokers {
  private readonly running = new Map<number, Background>();
  /** Classes of ours that brokers load. */
  private classpath: string | undefined;

  protected constructor(
    readonly work: string,
    protected readonly netns: Netns,
    private readonly heapMiB: number,
  ) {}

  /** A folder and a network namespace for brokers to come. */
  protected static async place(): Promise<[work: string, netns: Netns]> {
    mkdirSync(BASE, { recursive: true });
    const work = mkdtempSync(join(BASE, 'cluster-'));
    writeFileSync(join(work, 'hosts'), `127.0.0.1 localhost ${(await run('hostname', [])).stdout}`);
    const netns = await createNetns(newLabId(), 'broker', { files: { '/etc/hosts': join(work, 'hosts') } });
    return [work, netns];
  }

  /** Formats and starts all three; nothing is left when that fails. */
  protected async form(version: string, access: Access | undefined, tls: boolean): Promise<void> {
    try {
      // As on a host: no connection may take a listener's port while its broker is down.
      await this.netns.exec(['sysctl', '-qw', 'net.ipv4.ip_local_reserved_ports=39000-39999']);
      await this.unpack('kafka', (await kafkaArchive(version, join(BASE, 'cache'))).path);
      await this.unpack('jdk', (await jdkArchive(join(BASE, 'cache'))).path);
      const id = (await this.tool('kafka-storage', ['random-uuid'])).stdout.trim();
      for (const node of NODES) {
        const properties = propertiesOf(node, join(this.work, `data-${node}`));
        const asking = access ? withLogin(properties, node, access) : properties;
        writeFileSync(this.properties(node), tls ? withTls(asking, this.work, node) : asking);
        await this.tool('kafka-storage', ['format', '-t', id, '-c', this.properties(node)]);
      }
      if (tls) this.classpath = await compileTls(this.work);
      await Promise.all(NODES.map((node) => this.startNode(node)));
      await until('the cluster forms', () => this.answers(), { timeoutSec: 120, everySec: 1 });
    } catch (error) {
      await this.remove();
      throw error;
    }
  }

  async startNode(node: number): Promise<void> {
    const log = join(this.work, `out-${node}`);
    const env = {
      ...this.environment(),
      KAFKA_HEAP_OPTS: `-Xmx${this.heapMiB}m`,
      ...(this.classpath && { CLASSPATH: this.classpath }),
      LOG_DIR: join(this.work, `logs-${node}`),
    };
    const command = [join(this.work, 'kafka/bin/kafka-server-start.sh'), this.properties(node)];
    this.running.set(node, await this.netns.spawn(command, { log, env }));
  }

  /** As a host that loses its power: nobody is told. */
  async kill(node: number): Promise<void> {
    await this.running.get(node)?.stop(0);
  }

  /** Stops its clock: connections stay, nothing answers. */
  signal(node: number, signal: 'SIGSTOP' | 'SIGCONT'): void {
    process.kill(this.running.get(node)?.pid ?? NaN, signal);
  }

  async remove(): Promise<void> {
    for (const broker of this.running.values()) await broker.stop(0);
    await this.netns.delete();
    await removeTree(this.work);
  }

  private async answers(): Promise<boolean> {
    const args = ['--bootstrap-server', internal(1), 'describe', '--replication'];
    const { stdout } = await this.tool('kafka-metadata-quorum', args);
    return NODES.every((node) => new RegExp(`^${node}\\b`, 'm').test(stdout));
  }

  protected tool(name: string, args: string[]): Promise<Result> {
    return this.netns.exec([join(this.work, 'kafka/bin', `${name}.sh`), ...args], {
      env: this.environment(),
    });
  }

  protected environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      JAVA_HOME: join(this.work, 'jdk'),
      LOG_DIR: join(this.work, 'logs'),
      // These programs are short-lived: compiling for speed takes longer than it saves.
      KAFKA_JVM_PERFORMANCE_OPTS: '-XX:+UseSerialGC -XX:TieredStopAtLevel=1',
    };
  }

  private properties(node: number): string {
    return join(this.work, `server-${node}.properties`);
  }

  private async unpack(name: string, path: string): Promise<void> {
    mkdirSync(join(this.work, name));
    await run('tar', ['-xzf', path, '-C', join(this.work, name), '--strip-components=1']);
  }
}
