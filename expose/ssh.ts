import { spawn } from 'node:child_process';
import type { ExistingHostsPlan } from '../plan/types';

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

  run(address: string, { words, input = '', alive, onLine }: HostCommand): Promise<Said> {
    const command = [...(this.hosts.sudo ? ['sudo', '-n'] : []), ...words].map(quoted).join(' ');
    const child = spawn('ssh', [...this.options(), address, command], {
      stdio: 'pipe',
      env: process.env,
    });
    const stdout: Buffer[] = [];
    let [stderr, rest] = ['', ''];
    child.stdout.on('data', (data: Buffer) => {
      stdout.push(data);
      if (!onLine) return;
      const lines = (rest + data.toString()).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(onLine);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdin.on('error', () => undefined); // the command need not read all of it
    const beat = alive && setInterval(() => child.stdin.write('\n'), HEARTBEAT_MS);
    if (alive) alive.addEventListener('abort', () => child.stdin.end(), { once: true });
    else child.stdin.end(input);
    child.once('close', () => clearInterval(beat));
    return new Promise((resolve) => {
      child.once('error', ({ message }) => (stderr += `ssh cannot be started: ${message}`)); // and closes
      child.once('close', (code) => resolve({ code, stdout: Buffer.concat(stdout), stderr: stderr.trim() }));
    });
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

/** One word of a shell, with any characters. */
function quoted(word: string): string {
  return /^[A-Za-z0-9_./:=@,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
