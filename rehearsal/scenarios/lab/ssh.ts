import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place, Result } from './port';

/** A host as OpenSSH knows it. */
export interface SshHost {
  name: string;
  address: string;
  /** Name of the host to go through. */
  via?: string;
}

/** SSH from the operator's place with a key of the rehearsal's own, as a person would use it. */
export class Ssh {
  readonly publicKey: string;
  readonly privateKeyFile: string;

  constructor(
    private readonly operator: Place,
    private readonly folder: string,
  ) {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const key = join(this.folder, 'id_ed25519');
    this.privateKeyFile = key;
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'rehearsal', '-f', key]);
    this.publicKey = readFileSync(`${key}.pub`, 'utf8').trim();
  }

  /** Writes the configuration file through which hosts are reached by name. */
  configure(hosts: readonly SshHost[]): void {
    const common = [
      'Host *',
      '  User root',
      `  IdentityFile ${join(this.folder, 'id_ed25519')}`,
      '  IdentitiesOnly yes',
      '  BatchMode yes',
      '  ConnectTimeout 10',
      '  LogLevel ERROR',
      // The hosts are made again in each rehearsal, and so are their keys.
      '  StrictHostKeyChecking accept-new',
      `  UserKnownHostsFile ${join(this.folder, 'known_hosts')}`,
    ];
    const each = hosts.flatMap(({ name, address, via }) => [
      `Host ${name}`,
      `  HostName ${address}`,
      ...(via ? [`  ProxyCommand ssh -F ${this.configuration} -W %h:%p ${via}`] : []),
    ]);
    writeFileSync(this.configuration, [...each, ...common, ''].join('\n'));
  }

  get configuration(): string {
    return join(this.folder, 'config');
  }

  /** Runs a script on a host; any exit code is an answer. @param input what it reads */
  run(host: string, script: string, timeoutSec = 120, input?: string): Promise<Result> {
    return this.operator.exec(this.command(host, script), { timeoutSec, input, check: false });
  }

  private command(host: string, script: string): string[] {
    return ['ssh', '-F', this.configuration, host, script];
  }
}
