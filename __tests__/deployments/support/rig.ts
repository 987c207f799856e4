import { App, type TerraformStack } from 'cdktf';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Construct } from 'constructs';
import type { Config } from '../../../config/schema';
import { KafkaStack } from '../../../constructs/kafka-stack';
import { type CloudEvent, openCloud, readEvents } from '../../../rehearsal/cloud/model';
import { attachProviders } from '../../../rehearsal/cloud/reattach';
import { KEY } from './keys';
import { PlannedChanges } from './planned-changes';
import { type Ended, runTerraform } from './terraform';

/** TiDB Cloud's account in these tests. */
export const CONSUMER = '2222333344445555';
/** The variables without which Terraform would ask. */
const VARIABLES = {
  tidb_cloud_account_id: CONSUMER,
  ssh_public_key: KEY,
  // No host boots here.
  rollout: 'false',
};

/** The real Terraform in a folder of its own, with the simulated cloud behind the providers of this process. */
export class Rig {
  static async open(template?: Rig, command = 'terraform'): Promise<Rig> {
    const dir = mkdtempSync(join(tmpdir(), 'deployment-'));
    if (template) cpSync(template.dir, dir, { recursive: true });
    const cloud = openCloud(join(dir, 'cloud.json'));
    return new Rig(dir, cloud, await attachProviders(cloud), command);
  }

  /** What Terraform keeps its state in. */
  backend: object = { local: { path: 'terraform.tfstate' } };
  /** Terraform variables by name, in place of those that every deployment needs. */
  variables: Record<string, string> = { ...VARIABLES };
  /**
   * What takes the place of the steps on hosts, by broker: a command, usually none.
   * @default - no host boots here: there are no steps
   */
  steps: Readonly<Record<number, string>> | undefined;
  private seen: number;

  private constructor(
    readonly dir: string,
    readonly cloud: ReturnType<typeof openCloud>,
    private readonly providers: Awaited<ReturnType<typeof attachProviders>>,
    private readonly command: string,
  ) {
    this.seen = this.allEvents().length;
  }

  /** Another folder and cloud that are as these are now. */
  fork(): Promise<Rig> {
    return Rig.open(this, this.command);
  }

  /** What a program needs that runs Terraform by itself. */
  get environment(): Readonly<Record<string, string>> {
    return this.providers.env;
  }

  /** Puts the JSON of a deployment in place of what was there. */
  async write(config: Config): Promise<this> {
    return this.writeStack((app) => new KafkaStack(app, config.name, { config }));
  }

  /**
   * The JSON stays as it was synthesized: another file, which Terraform merges into it, replaces the backend.
   *
   * @param ids ids of this cloud in place of made-up ones
   */
  async writeStack(
    stack: (app: Construct) => TerraformStack,
    ids: Record<string, string> = {},
  ): Promise<this> {
    const out = join(this.dir, 'synthesized');
    const app = new App({ outdir: out, stackTraces: false });
    const { id } = stack(app).node;
    app.synth();
    const json = readFileSync(join(out, 'stacks', id, 'cdk.tf.json'), 'utf8');
    const here = Object.entries(ids).reduce((text, [from, to]) => text.replaceAll(from, to), json);
    writeFileSync(join(this.dir, 'cdk.tf.json'), this.steps ? withSteps(here, this.steps) : here);
    const override = { terraform: { backend: this.backend } };
    writeFileSync(join(this.dir, 'backend_override.tf.json'), JSON.stringify(override));
    if (!existsSync(join(this.dir, '.terraform'))) await this.must('init');
    return this;
  }

  /** Runs a command to its end, whatever that is. */
  run(...args: string[]): Promise<Ended> {
    const all = { ...this.variables, ...(this.steps && STEPS_RUN) };
    const variables = Object.entries(all).map(([name, value]) => [`TF_VAR_${name}`, value]);
    const env = { ...Object.fromEntries(variables), ...this.providers.env };
    return runTerraform(this.command, this.dir, args, env);
  }

  /** Runs a command that has to succeed, and returns what it printed. */
  async must(...args: string[]): Promise<string> {
    const { code, text } = await this.run(...args);
    if (code !== 0) throw new Error(`${this.command} ${args.join(' ')} ended with ${code}:\n${text}`);
    return text;
  }

  /** Runs a command that has to fail, and returns what it printed. */
  async mustFail(...args: string[]): Promise<string> {
    const { code, text } = await this.run(...args);
    if (code === 0) throw new Error(`${this.command} ${args.join(' ')} did not fail:\n${text}`);
    return text;
  }

  apply(...args: string[]): Promise<string> {
    return this.must('apply', '-auto-approve', ...args);
  }

  destroy(...args: string[]): Promise<string> {
    return this.must('destroy', '-auto-approve', ...args);
  }

  /** Whether a plan finds nothing to do: exit code 0, where 2 would mean a difference. */
  async isSettled(): Promise<boolean> {
    const { code, text } = await this.run('plan', '-detailed-exitcode');
    if (code === 0 || code === 2) return code === 0;
    throw new Error(`plan failed:\n${text}`);
  }

  /** What a plan would do; `apply('plan.bin')` then does just that. */
  async plan(): Promise<PlannedChanges> {
    await this.must('plan', '-out=plan.bin');
    return new PlannedChanges(JSON.parse(await this.must('show', '-json', 'plan.bin')));
  }

  async addresses(): Promise<string[]> {
    return (await this.must('state', 'list')).trim().split('\n').sort();
  }

  /** The outputs by name. */
  async outputs(): Promise<Record<string, unknown>> {
    const outputs: Record<string, { value: unknown }> = JSON.parse(await this.must('output', '-json'));
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  /** What happened in the cloud since the last call. */
  news(): CloudEvent[] {
    const all = this.allEvents();
    const news = all.slice(this.seen);
    this.seen = all.length;
    return news;
  }

  /** Of those, what no apply may do to a running host: `<event> <instance>`. */
  powerNews(): string[] {
    return this.news()
      .filter(({ name }) => POWER.has(name))
      .map(({ name, id }) => `${name} ${id}`);
  }

  close(): void {
    this.providers.close();
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** The attributes of a resource in the state. */
  stateOf(address: string): Record<string, unknown> {
    const state: State = JSON.parse(readFileSync(join(this.dir, 'terraform.tfstate'), 'utf8'));
    const found = state.resources.find(({ type, name }) => `${type}.${name}` === address);
    if (!found?.instances[0]) throw new Error(`${address} is not in the state`);
    return found.instances[0].attributes;
  }

  private allEvents(): CloudEvent[] {
    return readEvents(join(this.dir, 'cloud.json'));
  }
}

/** Variables with which steps run. */
const HOSTS = ['bastion-node', ...[1, 2, 3, 4].map((id) => `broker-node${id}`)];
const STEPS_RUN = {
  rollout: 'true',
  ssh_host_public_keys: JSON.stringify(Object.fromEntries(HOSTS.map((host) => [host, 'ssh-ed25519 AAAA']))),
};

/** Puts commands on this machine in the place of those on hosts. */
function withSteps(json: string, commands: Readonly<Record<number, string>>): string {
  const stack = JSON.parse(json) as { resource: { null_resource: Record<string, Record<string, unknown>> } };
  for (const [name, resource] of Object.entries(stack.resource.null_resource)) {
    const [, host] = /^rollout_([\w-]+)_step$/.exec(name) ?? [];
    if (host === undefined) continue;
    delete resource['connection'];
    resource['provisioner'] = { 'local-exec': { command: commands[Number(host)] ?? 'true' } };
  }
  return JSON.stringify(stack);
}

interface State {
  resources: { type: string; name: string; instances: { attributes: Record<string, unknown> }[] }[];
}

const POWER = new Set(
  ['stopped', 'rebooted', 'started', 'system-disk-wiped', 'deleted'].map((what) => `instance.${what}`),
);
