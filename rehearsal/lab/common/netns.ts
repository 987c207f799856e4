import { statSync } from 'node:fs';
import { checkLabId } from './lab-id';
import type { Background, BackgroundOptions } from './background';
import { start } from './background';
import type { Result, RunOptions } from './run';
import { run } from './run';
import { until } from './until';

const FOLDER = '/run/netns';

/** Something that only processes in a namespace need. */
export interface NetnsOptions {
  /** Files that replace others for these processes, for example `{ '/etc/hosts': '…' }`. */
  files?: Readonly<Record<string, string>>;
}

/** A network namespace of a lab. Whoever talks to a lab's address does so through `exec` or `spawn`. */
export class Netns {
  constructor(
    /** `<lab id>-<role>` */
    readonly name: string,
    private readonly options: NetnsOptions = {},
  ) {
    checkLabId(name.slice(0, 8));
    if (!/^-[\w.-]+$/.test(name.slice(8))) throw new Error(`'${name}' is no name for a lab's namespace`);
  }

  /** Where the kernel shows it. */
  get path(): string {
    return `${FOLDER}/${this.name}`;
  }

  /** Runs a command in it; a list of the program and its arguments. */
  exec(command: readonly string[], options: RunOptions = {}): Promise<Result> {
    return run('nsenter', this.entering(command), options);
  }

  /** Starts a process in it that stays; it ends with the namespace at the latest. */
  spawn(command: readonly string[], options: BackgroundOptions = {}): Promise<Background> {
    return start('nsenter', this.entering(command), options);
  }

  /** The same namespace, with files that replace others for the processes started through the result. */
  withFiles(files: Readonly<Record<string, string>>): Netns {
    return new Netns(this.name, { files: { ...this.options.files, ...files } });
  }

  /** The arguments of `nsenter` that run `command` in it. @throws in the machine's own network */
  entering(command: readonly string[]): string[] {
    this.guard();
    const files = Object.entries(this.options.files ?? {});
    if (files.length === 0) return [`--net=${this.path}`, '--', ...command];
    const binds = files.flatMap(([target, source]) => [source, target]);
    const script =
      'n=$1; shift; while [ "$n" -gt 0 ]; do mount --bind "$1" "$2"; shift 2; n=$((n - 1)); done; exec "$@"';
    const shell = ['sh', '-ec', script, 'sh', String(files.length), ...binds, ...command];
    return [`--net=${this.path}`, '--', 'unshare', '--mount', '--propagation', 'private', ...shell];
  }

  /** The machine's own routes lead to other hosts with a lab's addresses: nothing of a lab may use them. */
  private guard(): void {
    const [lab, machine] = [statSync(this.path), statSync('/proc/self/ns/net')];
    if (lab.ino === machine.ino && lab.dev === machine.dev) {
      throw new Error(`${this.name} is the machine's own network, not a namespace of a lab`);
    }
  }

  /** Kills what runs in it and removes it, with every interface that it holds. */
  async delete(): Promise<void> {
    if (!(await listNetns(this.name.slice(0, 8))).includes(this.name)) return;
    this.guard();
    await until(
      `processes in ${this.name} end`,
      async () => {
        const pids = (await run('ip', ['netns', 'pids', this.name])).stdout
          .split('\n')
          .filter(Boolean)
          .map(Number);
        for (const pid of pids) kill(pid);
        return pids.length === 0;
      },
      { timeoutSec: 15, everySec: 0.05 },
    );
    await run('ip', ['netns', 'delete', this.name]);
  }
}

/** Creates an empty namespace with a loopback interface. */
export async function createNetns(id: string, role: string, options: NetnsOptions = {}): Promise<Netns> {
  const netns = new Netns(`${checkLabId(id)}-${role}`, options);
  await run('ip', ['netns', 'add', netns.name]);
  await netns.exec([
    'sysctl',
    '-qw',
    'net.ipv6.conf.all.disable_ipv6=1',
    'net.ipv6.conf.default.disable_ipv6=1',
  ]);
  await netns.exec(['ip', 'link', 'set', 'lo', 'up']);
  return netns;
}

/** Names of all namespaces of a lab. */
export async function listNetns(id: string): Promise<string[]> {
  const { stdout } = await run('ip', ['netns', 'list']);
  const names = stdout.split('\n').map((line) => line.split(' ')[0] ?? '');
  return names.filter((name) => name.startsWith(`${checkLabId(id)}-`));
}

/** Connects two namespaces by a cable; neither end is ever in the machine's own network. */
export async function connect(nsA: Netns, ifA: string, nsB: Netns, ifB: string): Promise<void> {
  const peer = ['type', 'veth', 'peer', 'name', ifB, 'netns', nsB.name];
  await run('ip', ['-n', nsA.name, 'link', 'add', ifA, ...peer]);
  await run('ip', ['-n', nsA.name, 'link', 'set', ifA, 'up']);
  await run('ip', ['-n', nsB.name, 'link', 'set', ifB, 'up']);
}

/** Gives an interface an address with the length of its prefix. */
export async function addAddress(netns: Netns, interfaceName: string, cidr: string): Promise<void> {
  await run('ip', ['-n', netns.name, 'address', 'add', cidr, 'dev', interfaceName]);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
