import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../../../../system/run';

/** How long one terraform command may take before it is ended. */
const COMMAND_LIMIT_SEC = 60;

/** What a terraform command ended with. */
export interface Ended {
  code: number;
  /** Standard output and error output, without colours. */
  text: string;
}

/** Its own folder for terraform, cut off from the user's home and settings. */
export class Workspace {
  readonly dir = mkdtempSync(join(tmpdir(), 'engine-'));
  readonly home = this.folder('home');
  readonly temporary = this.folder('tmp');
  env: Record<string, string> = {};

  /** Writes the configuration; `required_providers` is added. */
  write(configuration: object): void {
    const required_providers = {
      alicloud: { source: 'aliyun/alicloud', version: '1.289.0' },
      null: { source: 'hashicorp/null', version: '3.2.4' },
    };
    const whole = { terraform: { required_providers }, ...configuration };
    writeFileSync(join(this.dir, 'main.tf.json'), JSON.stringify(whole, null, 2));
  }

  /** Runs terraform to its end, whatever that is. */
  async run(...args: string[]): Promise<Ended> {
    const home = join(this.dir, 'home');
    mkdirSync(home, { recursive: true });
    const env = {
      PATH: process.env.PATH,
      HOME: home,
      TF_IN_AUTOMATION: '1',
      CHECKPOINT_DISABLE: '1',
      ...this.env,
    };
    const colour = plain.has(args[0] ?? '') ? ['-no-color'] : [];
    const options = { cwd: this.dir, env, timeoutSec: COMMAND_LIMIT_SEC };
    const { code, stdout, stderr } = await run('terraform', [...args, ...colour], options);
    return { code: code ?? 255, text: stdout + stderr };
  }

  /** Runs terraform and insists that it succeeds. */
  async succeed(...args: string[]): Promise<string> {
    const { code, text } = await this.run(...args);
    if (code !== 0) throw new Error(`terraform ${args.join(' ')} ended with ${String(code)}:\n${text}`);
    return text;
  }

  apply(): Promise<string> {
    return this.succeed('apply', '-auto-approve', '-input=false');
  }

  /** Plans; the code is 0 when there is nothing to do and 2 when there is. */
  plan(): Promise<Ended> {
    return this.run('plan', '-detailed-exitcode', '-input=false');
  }

  /** The attributes of a resource in the state. */
  attributes(type: string, name = 'it'): Record<string, unknown> {
    const state = JSON.parse(readFileSync(join(this.dir, 'terraform.tfstate'), 'utf8')) as State;
    const found = state.resources.find((each) => each.type === type && each.name === name);
    return found?.instances[0]?.attributes ?? {};
  }

  private folder(name: string): string {
    const path = join(this.dir, name);
    mkdirSync(path);
    return path;
  }

  /** Removes the folder with everything in it. */
  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

interface State {
  resources: { type: string; name: string; instances: { attributes: Record<string, unknown> }[] }[];
}

const plain = new Set(['init', 'validate', 'plan', 'apply', 'destroy', 'import', 'show']);
