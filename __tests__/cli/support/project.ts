import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findProgram } from '../../../cli/programs';

const root = resolve(__dirname, '../../..');
/** What git would not clone. */
const OWN = ['node_modules', 'cdktf.out', '.cloud', '.rehearsal', 'state', '.git', 'coverage'];

/** The id of a user who owns nothing. */
export const NOBODY = 65534;

/** A clone of this project with its dependencies, to run its commands in. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), 'project-'));

  constructor() {
    for (const entry of readdirSync(root).filter((name) => !OWN.includes(name))) {
      cpSync(join(root, entry), join(this.folder, entry), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'));
  }

  run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      cwd: this.folder,
      encoding: 'utf8',
      env: { ...process.env, CHECKPOINT_DISABLE: '1', CI: '1', ...env },
    });
    if (error) throw error;
    return { code: status, stdout, stderr };
  }

  synth(...files: string[]) {
    return this.kafkaLink('synth', ...files);
  }

  /** Runs the program as `npx kafka-link` does. */
  kafkaLink(...args: string[]) {
    return this.run(process.execPath, [this.path('cli/kafka-link.js'), ...args]);
  }

  cdktfSynth(...files: string[]) {
    return this.run('npx', ['cdktf', 'synth'], { KAFKA_CONFIG: files.join(',') });
  }

  /** As after `npm ci --ignore-scripts`: the workspace is linked, but nothing in it is built. */
  forgetBindings(): void {
    const link = (name: string, target: string) => symlinkSync(target, this.path('node_modules', name));
    rmSync(this.path('node_modules'));
    rmSync(this.path('provider-alicloud', 'lib'), { recursive: true });
    mkdirSync(this.path('node_modules', '@cdktf'), { recursive: true });
    for (const name of readdirSync(join(root, 'node_modules')).filter((entry) => entry !== '@cdktf')) {
      if (!name.startsWith('.')) link(name, join(root, 'node_modules', name));
    }
    link('@cdktf/provider-null', join(root, 'node_modules/@cdktf/provider-null'));
    link('@cdktf/provider-alicloud', this.path('provider-alicloud'));
  }

  /** Gives the project to an ordinary user, where this one is root. @returns what runs a command as that user */
  giveToOrdinaryUser(): string[] {
    if (process.getuid?.() !== 0) return [];
    // Wherever the project is, that user may read this.
    rmSync(this.path('node_modules'));
    const modules = join(root, 'node_modules');
    execFileSync('sh', ['-c', 'cp -al "$@" 2> /dev/null || cp -a "$@"', 'copy', modules, this.folder]);
    rmSync(this.path('node_modules/.cache'), { recursive: true, force: true });
    chmodSync(this.folder, 0o755);
    const own = readdirSync(this.folder).filter((name) => name !== 'node_modules');
    execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, ...own], { cwd: this.folder });
    execFileSync('chown', [`${NOBODY}:${NOBODY}`, this.folder]);
    const setpriv = findProgram(['setpriv'], process.env['PATH'] ?? '') ?? 'setpriv';
    return [setpriv, `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  stack(name: string): string {
    return readFileSync(this.path('cdktf.out', 'stacks', name, 'cdk.tf.json'), 'utf8');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
