import type { Writable } from 'node:stream';
import type { ExistingHostsPlan } from '../plan/types';
import { run } from '../system/run';

/** The outcome of a command on a host. */
export interface Said {
  /** 255 when SSH itself failed; null when it was killed. */
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** A command on a host. */
export interface HostCommand {
  readonly words: readonly string[];
  /** Goes to its standard input. */
  readonly input?: string;
  /** Its standard input gets a line every few seconds until this is aborted, and then ends. */
  readonly alive?: AbortSignal;
  /** Gets each line of output. */
  readonly onLine?: (line: string) => void;
}

/** A way to run commands on hosts as root. */
export interface Hosts {
  run(address: string, command: HostCommand): Promise<Said>;
}

const BATCH = ['BatchMode=yes', 'StrictHostKeyChecking=yes', 'ConnectTimeout=10'];
const ALIVE = ['ServerAliveInterval=5', 'ServerAliveCountMax=6'];
const HEARTBEAT_MS = 3000;
const asOptions = (options: readonly string[]): string[] => options.flatMap((option) => ['-o', option]);

/** OpenSSH with the user's configuration, keys, agent and known hosts. It never prompts. */
export class OpenSsh implements Hosts {
  /** @param configuration a file in place of `~/.ssh/config` */
  constructor(
    private readonly hosts: Pick<ExistingHostsPlan, 'user' | 'port' | 'jumpHost' | 'sudo'>,
    private readonly configuration?: string,
  ) {}

  async run(address: string, { words, input = '', alive, onLine }: HostCommand): Promise<Said> {
    const command = [...(this.hosts.sudo ? ['sudo', '-n'] : []), ...words].map(quoted).join(' ');
    let rest = '';
    try {
      const { code, stdout, stderr } = await run('ssh', [...this.options(), address, command], {
        input: alive ? (stdin) => beat(stdin, alive) : input,
        encoding: 'latin1', // files come this way: every byte counts
        ownGroup: false,
        onOutput: (text, stream) => {
          if (stream !== 'stdout' || !onLine) return;
          const lines = (rest + text).split('\n');
          rest = lines.pop() ?? '';
          lines.forEach((line) => onLine(asText(line)));
        },
      });
      return { code, stdout: Buffer.from(stdout, 'latin1'), stderr: asText(stderr).trim() };
    } catch (error) {
      return {
        code: null,
        stdout: Buffer.alloc(0),
        stderr: `ssh cannot be started: ${(error as Error).message}`,
      };
    }
  }

  private options(): string[] {
    const { user, port, jumpHost } = this.hosts;
    const way = jumpHost === undefined ? [] : [`ProxyCommand=${this.proxyCommand(jumpHost)}`];
    return [...this.file(), ...asOptions([...BATCH, ...ALIVE, ...way]), '-p', String(port), '-l', user];
  }

  /** `-J` would prompt for the host key of the jump host, and not use these options there. */
  private proxyCommand(jumpHost: string): string {
    const destination = /:\d+$/.test(jumpHost) ? `ssh://${jumpHost}` : jumpHost;
    const words = ['ssh', ...this.file(), ...asOptions(BATCH)].map(quoted).join(' ').replaceAll('%', '%%');
    return `${words} -W '[%h]:%p' ${quoted(destination)}`;
  }

  private file(): string[] {
    return this.configuration === undefined ? [] : ['-F', this.configuration];
  }
}

/** Writes a line every few seconds until it is aborted, and then ends. */
function beat(stdin: Writable, alive: AbortSignal): void {
  const timer = setInterval(() => stdin.write('\n'), HEARTBEAT_MS);
  stdin.once('close', () => clearInterval(timer));
  alive.addEventListener('abort', () => stdin.end(), { once: true });
}

const asText = (latin1: string): string => Buffer.from(latin1, 'latin1').toString();

/** One word of a shell, with any characters. */
function quoted(word: string): string {
  return /^[A-Za-z0-9_./:=@,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
