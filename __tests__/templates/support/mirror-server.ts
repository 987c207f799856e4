import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { render } from '../../../templates/rendering/engine';

/** A port of the loopback that nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The bastion's program that serves archives, run as its unit runs it, in a folder of its own. */
export class MirrorServer {
  readonly folder = mkdtempSync(join(tmpdir(), 'mirror-'));
  private readonly sockets: Socket[] = [];
  private child: ChildProcess | undefined;
  private said = '';
  private port = 0;

  /** @param patch changes a number in the program, such as a limit */
  async start(patch: (program: string) => string = (program) => program): Promise<void> {
    const program = join(this.folder, '..', `${this.folder.split('/').at(-1) ?? ''}.py`);
    writeFileSync(program, patch(render('bastion/kafka-mirror-serve.py', {})));
    this.port = await freePort();
    this.child = spawn('python3', [program, '127.0.0.1', String(this.port), this.folder]);
    this.child.stderr?.on('data', (text: Buffer) => (this.said += text.toString()));
    while (!(await this.listens())) {
      if (this.child.exitCode !== null) throw new Error(this.said);
      await setTimeout(20);
    }
    rmSync(program);
  }

  get log(): string {
    return this.said;
  }

  /** A connection on which nothing has been sent. */
  async open(): Promise<Socket> {
    const socket = connect(this.port, '127.0.0.1');
    this.sockets.push(socket);
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('connect', resolve));
    return socket;
  }

  /** Sends a request with exactly this path and reads the whole answer. */
  async request(path: string, method = 'GET'): Promise<{ status: number; head: string; body: Buffer }> {
    const socket = await this.open();
    const parts: Buffer[] = [];
    socket.on('data', (part: Buffer) => parts.push(part));
    socket.write(`${method} ${path} HTTP/1.0\r\n\r\n`);
    await new Promise((resolve) => socket.once('close', resolve));
    const answer = Buffer.concat(parts);
    const end = answer.indexOf('\r\n\r\n');
    const head = answer.subarray(0, end).toString();
    return { status: Number(head.split(' ')[1]), head, body: answer.subarray(end + 4) };
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    const { child } = this;
    if (child && child.exitCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
    }
    rmSync(this.folder, { recursive: true });
  }

  private listens(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
  }
}
