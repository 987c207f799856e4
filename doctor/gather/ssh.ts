import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import type { Endpoint } from '../../plan/types';
import { command } from './command';

/** A host as SSH finds it. */
export interface SshHost {
  readonly name: string;
  readonly address: string;
  readonly port?: number;
  readonly user?: string;
  /** Public host key; without one the host is not spoken to. */
  readonly key?: string;
  /** Name of the host to go through. */
  readonly via?: string;
}

/**
 * OpenSSH with a configuration of our own: every host key is verified, nobody is asked for anything, and one connection
 * to the host that all goes through is shared.
 */
export class Ssh {
  private readonly file: string;
  private readonly hub = new AbortController();

  /**
   * @param folder of our own, whose path is short: sockets lie in it
   * @param keyFile private key; without it the SSH agent and OpenSSH's own defaults
   */
  constructor(folder: string, hosts: readonly SshHost[], keyFile?: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const knownHosts = join(folder, 'known_hosts');
    this.file = join(folder, 'config');
    writeFileSync(knownHosts, hosts.map(({ name, key }) => (key ? `${name} ${key}\n` : '')).join(''));
    const each = hosts.flatMap((host) => [
      `Host ${host.name}`,
      `  HostName ${host.address}`,
      `  HostKeyAlias ${host.name}`,
      `  Port ${host.port ?? 22}`,
      `  User ${host.user ?? 'root'}`,
      ...(host.via ? [`  ProxyCommand ssh -F ${this.file} -W [%h]:%p ${host.via}`] : []),
    ]);
    const common = [
      'Host *',
      ...(keyFile ? [`  IdentityFile ${keyFile}`, '  IdentitiesOnly yes'] : []),
      '  BatchMode yes',
      '  ConnectTimeout 10',
      '  LogLevel ERROR',
      '  StrictHostKeyChecking yes',
      `  UserKnownHostsFile ${knownHosts}`,
      '  GlobalKnownHostsFile /dev/null',
      `  ControlPath ${join(folder, '%n')}`,
      '  ControlMaster no',
    ];
    writeFileSync(this.file, [...each, ...common, ''].join('\n'));
  }

  /** Opens the connection that is shared by all that goes through this host. Without it, each opens one. */
  async share(host: string, signal: AbortSignal): Promise<void> {
    const master = spawn('ssh', ['-F', this.file, '-M', '-N', host], {
      stdio: 'ignore',
      signal: AbortSignal.any([signal, this.hub.signal]),
    });
    let over = false;
    master.on('error', () => (over = true)).on('exit', () => (over = true));
    const open = () =>
      command('ssh', ['-F', this.file, '-O', 'check', host], { signal }).then(
        () => true,
        () => false,
      );
    while (!over && !signal.aborted && !(await open())) await new Promise((next) => setTimeout(next, 100));
  }

  /** Runs a script on a host. @throws Error with why it could not */
  run(host: string, script: string, signal: AbortSignal, onFirst?: (at: number) => void): Promise<string> {
    return command('ssh', ['-F', this.file, host, 'bash -s'], { input: script, signal, onFirst });
  }

  /** A connection from a host to somewhere. Why it does not open is the message of the stream's error. */
  dial(from: string, { host, port }: Endpoint, signal: AbortSignal): Duplex {
    const child = spawn('ssh', ['-F', this.file, '-W', `[${host}]:${port}`, from], { signal });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const stream = Duplex.from({ readable: child.stdout, writable: child.stdin }) as Duplex;
    child.on('error', (error) => stream.destroy(error));
    child.on('close', () => stream.destroy(said === '' ? undefined : new Error(said.trim().split('\n')[0])));
    stream.on('close', () => child.kill());
    return stream;
  }

  /** Ends the shared connections. */
  close(): void {
    this.hub.abort();
  }
}
