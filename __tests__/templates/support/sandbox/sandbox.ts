import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import type { HostFile } from '../../../../templates/rendering/host-file';
import { ALLOWED } from './allowed';
import { onFullDisk } from './full-disk';

export interface Run {
  readonly code: number;
  readonly output: string;
  /** The last line on stdout, which says how the run ended, without its time. */
  readonly verdict: string;
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What not every machine that runs the tests has; a test that needs one fakes it. */
const OPTIONAL = new Set(['mkfs.xfs', 'udevadm']);

/** A folder that plays the host's root, and a PATH that holds nothing but what a host has. */
export class Sandbox {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'templates-')));
  readonly fake = join(this.root, 'fake');
  /** Links to the machine's own commands: never written to, or the machine's own would be overwritten. */
  private readonly programs = join(this.root, 'programs');

  constructor(fakes: Readonly<Record<string, string>>, files: readonly HostFile[]) {
    mkdirSync(this.fake);
    mkdirSync(this.programs);
    const needed = ALLOWED.filter(
      (command) => !(command in fakes) && !OPTIONAL.has(command) && !command.includes('xfs'),
    );
    for (const name of needed) {
      const real = ['/usr/bin', '/bin', '/usr/sbin', '/sbin']
        .map((folder) => join(folder, name))
        .find((path) => existsSync(path));
      if (!real) throw new Error(`this test needs the command ${name}`);
      symlinkSync(real, join(this.programs, name));
    }
    for (const [name, body] of Object.entries(fakes)) this.program(name, body);
    for (const { path, content } of files) this.write(path, content);
  }

  /** Puts a command in front of the host's own. */
  program(name: string, body: string): void {
    this.write(`/fakes/${name}`, `#!/bin/bash\n${body}\n`);
    this.makeExecutable(`/fakes/${name}`);
  }

  makeExecutable(path: string): void {
    chmodSync(this.path(path), 0o755);
  }

  path(path: string): string {
    return join(this.root, path);
  }

  /** Writes a file of the sandbox; fails rather than follow a link to one outside. */
  write(path: string, content: string | Buffer): void {
    const target = this.path(path);
    mkdirSync(dirname(target), { recursive: true });
    if (!`${realpathSync(dirname(target))}${sep}`.startsWith(`${this.root}${sep}`)) {
      throw new Error(`${target} lies outside the sandbox`);
    }
    const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW } = constants;
    const file = openSync(target, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW);
    writeFileSync(file, content);
    closeSync(file);
  }

  read(path: string): string {
    return existsSync(this.path(path)) ? readFileSync(this.path(path), 'utf8') : '';
  }

  /** Every call that a fake has noted and that begins with these words. */
  calls(words: string): string[] {
    return this.read('/fake/calls')
      .split('\n')
      .filter((line) => line.startsWith(words));
  }

  /** All files below a path with their contents. */
  tree(path: string): Record<string, string> {
    if (!existsSync(this.path(path))) return {};
    const entries = readdirSync(this.path(path), { recursive: true, withFileTypes: true });
    return Object.fromEntries(
      entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((file) => [file.slice(this.root.length), readFileSync(file, 'base64')]),
    );
  }

  /** @param input what it reads */
  async run(
    script: string,
    args: string[] = [],
    environment: Record<string, string> = {},
    input = '',
  ): Promise<Run> {
    const bash = [join(this.programs, 'bash'), this.path(script), ...args];
    return this.spawn(bash, environment, input);
  }

  /** The same while the disk of the sandbox's root is full; what it writes there is gone afterwards. */
  runOnFullDisk(script: string, args: string[] = [], environment: Record<string, string> = {}): Promise<Run> {
    const path = `${join(this.root, 'fakes')}:${this.programs}`;
    const bash = ['env', `PATH=${path}`, join(this.programs, 'bash'), this.path(script), ...args];
    return this.spawn([...onFullDisk(this.root), ...bash], { ...environment, PATH: process.env.PATH ?? '' });
  }

  /** The same in mounts of its own, with the commands of this machine. */
  runUnshared(script: string): Promise<Run> {
    const bash = ['unshare', '--map-root-user', '--mount', 'bash', this.path(script)];
    return this.spawn(bash, { PATH: process.env.PATH ?? '' });
  }

  private async spawn(
    [command = '', ...args]: string[],
    environment: Record<string, string>,
    input = '',
  ): Promise<Run> {
    const env = {
      PATH: `${join(this.root, 'fakes')}:${this.programs}`,
      FAKE: this.fake,
      KAFKA_BOOTSTRAP_ROOT: this.root,
      ...environment,
    };
    const { code, stdout, stderr } = await new Promise<Ended>((resolve) => {
      const child = execFile(command, args, { env }, (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr });
      });
      child.stdin?.on('error', () => undefined); // it may end without reading
      child.stdin?.end(input);
    });
    const last = stdout.trimEnd().split('\n').at(-1) ?? '';
    return { code, output: stdout + stderr, verdict: last.replace(/^\S+Z /, '') };
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}

/** Packs programs into a release archive: `<folder>/bin/<name>`. */
export function archive(folder: string, programs: Readonly<Record<string, string>>): Buffer {
  const work = mkdtempSync(join(tmpdir(), 'templates-'));
  try {
    const bin = join(work, folder, 'bin');
    mkdirSync(bin, { recursive: true });
    for (const [name, body] of Object.entries(programs)) {
      writeFileSync(join(bin, name), `#!/bin/bash\n${body}\n`, { mode: 0o755 });
    }
    return execFileSync('tar', ['-czf', '-', '-C', work, folder]);
  } finally {
    rmSync(work, { recursive: true });
  }
}
