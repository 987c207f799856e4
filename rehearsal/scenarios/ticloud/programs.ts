import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TidbCloudAccount } from '../../lab/privatelink';
import { type Mood, ticloud } from './commands';

/** A moment at which whoever called a program is killed. */
export interface Moment {
  program: 'ticloud' | 'terraform';
  /** The command, such as `create` or `apply`. */
  command: string;
  /** How many of this command come before, since the moment was set. @default 0 */
  after?: number;
  /** Before the command does anything; or while it goes on alone, and does all of it. */
  when: 'before' | 'during';
}

/**
 * A folder for the front of `PATH`: a `ticloud` whose TiDB Cloud is the lab's, and Terraform itself. Both can kill their
 * caller, as a closed laptop would. They ask this process by a socket, which reaches into network namespaces.
 */
export class Programs {
  mood: Mood = {};
  private moment: Moment | undefined;
  private seen: string[] = [];

  private constructor(
    readonly folder: string,
    private readonly account: TidbCloudAccount,
    private readonly server: Server,
    private readonly socketFolder: string,
  ) {}

  static async open(folder: string, account: TidbCloudAccount): Promise<Programs> {
    mkdirSync(folder, { recursive: true });
    // The name of a socket has room for a hundred letters only.
    const socket = join(mkdtempSync(join(tmpdir(), 'ticloud-')), 'socket');
    for (const program of ['ticloud', 'terraform']) {
      writeFileSync(join(folder, program), clientText(socket, folder), { mode: 0o755 });
    }
    const server = createServer({ allowHalfOpen: true });
    const programs = new Programs(folder, account, server, dirname(socket));
    server.on('connection', (connection) => {
      let question = '';
      connection.on('error', () => undefined); // the program was killed
      connection.setEncoding('utf8').on('data', (text: string) => (question += text));
      connection.on('end', () => {
        void programs.answer(question).then((answer) => connection.end(JSON.stringify(answer)));
      });
    });
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    return programs;
  }

  /** Sets the next moment, or none; what was called before it is forgotten. */
  killAt(moment: Moment | undefined): void {
    this.moment = moment;
    this.seen = [];
  }

  /** The commands since the last moment was set: `ticloud create`. */
  get calls(): readonly string[] {
    return this.seen;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      rmSync(this.socketFolder, { recursive: true, force: true });
    });
  }

  private async answer(question: string): Promise<object> {
    const { program, args } = JSON.parse(question) as { program: string; args: string[] };
    const command = `${program} ${program === 'ticloud' ? named(args) : (args[0] ?? '')}`;
    const kill = this.isNow(command) ? this.moment?.when : undefined;
    this.seen.push(command);
    if (program !== 'ticloud' || kill === 'before') return { kill };
    return { kill, ...(await ticloud(args, this.account, this.mood)) };
  }

  private isNow(command: string): boolean {
    if (!this.moment) return false;
    const { program, command: wanted, after = 0 } = this.moment;
    return command === `${program} ${wanted}` && this.seen.filter((one) => one === command).length === after;
  }
}

/** `attach-domains` does two things. */
const named = (args: readonly string[]): string => (args.includes('--dry-run') ? 'dry-run' : (args[2] ?? ''));

const clientText = (socket: string, folder: string): string => `#!${process.execPath}
const { spawnSync } = require('node:child_process');
const { connect } = require('node:net');
const { basename, delimiter } = require('node:path');
const [program, args] = [basename(__filename), process.argv.slice(2)];
let text = '';
const socket = connect(${JSON.stringify(socket)}, () => socket.end(JSON.stringify({ program, args })));
socket.setEncoding('utf8').on('data', (more) => (text += more)).on('end', () => {
  const { kill, code, stdout } = JSON.parse(text);
  if (kill) process.kill(process.ppid, 'SIGKILL');
  if (kill === 'before') process.exit(1);
  if (program === 'ticloud') {
    process.stdout.write(stdout);
    process.exitCode = code;
    return;
  }
  const PATH = process.env.PATH.split(delimiter).filter((entry) => entry !== ${JSON.stringify(folder)}).join(delimiter);
  process.exitCode = spawnSync(program, args, { stdio: 'inherit', env: { ...process.env, PATH } }).status ?? 1;
});
`;
