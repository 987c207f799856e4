import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { openCloud } from '../../../rehearsal/cloud/model';
import { prepareTerraform } from '../../../rehearsal/cloud/prepare-terraform';
import { TidbCloudAccount } from '../../../rehearsal/lab/privatelink';
import { Programs } from '../../../rehearsal/scenarios/ticloud';
import { Project } from '../../cli/support/project';
import { KEY } from '../../deployments/support/keys';

const FILE = 'mine.yaml';

/** How a run ended. */
export interface Ended {
  /** The exit code, or the signal that ended it. */
  end: number | string | null;
  /** All that it printed. */
  text: string;
}

/** Somebody with this project, Terraform in front of a simulated cloud, and `ticloud` in front of its consumer. */
export class Operator {
  private constructor(
    readonly project: Project,
    readonly programs: Programs,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** @param zones of the TiDB Cloud cluster */
  static async open(zones: readonly string[]): Promise<Operator> {
    const project = new Project();
    const cloudFile = project.path('cloud.json');
    const terraform = await prepareTerraform({ dir: project.path('providers'), cloudFile });
    const account = new TidbCloudAccount(openCloud(cloudFile), undefined, zones);
    const programs = await Programs.open(project.path('programs'), account);
    const env = {
      ...process.env,
      ...terraform,
      ALICLOUD_ACCESS_KEY: 'none',
      ALICLOUD_SECRET_KEY: 'none',
      TF_VAR_ssh_public_key: KEY,
      TF_VAR_rollout: 'false', // no host boots here
      TF_CLI_ARGS_plan: '-no-color',
      TF_CLI_ARGS_apply: '-no-color',
    };
    return new Operator(project, programs, env);
  }

  get file(): string {
    return readFileSync(this.project.path(FILE), 'utf8');
  }

  set file(text: string) {
    writeFileSync(this.project.path(FILE), text);
  }

  /** The cloud's consumer. */
  get consumer(): TidbCloudAccount {
    return new TidbCloudAccount(openCloud(this.project.path('cloud.json')));
  }

  get endpoints() {
    return this.consumer.connections();
  }

  /** Links without a terminal. */
  link(...args: string[]): Promise<Ended> {
    return this.run(
      process.execPath,
      ['cli/kafka-link.js', 'link', '--no-doctor', ...args, FILE],
      this.withTicloud,
    );
  }

  /** Links where neither a terminal nor `ticloud` is. */
  linkWithoutTicloud(...args: string[]): Promise<Ended> {
    return this.run(process.execPath, ['cli/kafka-link.js', 'link', '--no-doctor', ...args, FILE], this.env);
  }

  /**
   * Links at a terminal.
   *
   * @param answers what is typed at each question that holds the key; each is to be asked as often as it is listed
   * @param ticloud whether it is on PATH
   */
  async linkAtTerminal(
    answers: readonly [question: string, answer: string | (() => Promise<string>)][],
    ticloud = true,
  ): Promise<Ended> {
    const left = [...answers];
    const command = `'${process.execPath}' cli/kafka-link.js link --no-doctor ${FILE}`;
    let unread = '';
    const ended = await this.run(
      'script',
      ['-qec', command, '/dev/null'],
      ticloud ? this.withTicloud : this.env,
      (text, type) => {
        unread += text;
        const [question, answer] = left[0] ?? [];
        if (question === undefined || !unread.includes(question)) return;
        unread = '';
        left.shift();
        if (typeof answer === 'string') type(`${answer}\n`);
        else void answer?.().then((late) => type(`${late}\n`));
      },
    );
    if (left.length > 0)
      throw new Error(`not asked: ${left.map(([question]) => question).join(', ')}\n${ended.text}`);
    return ended;
  }

  outputs(): Record<string, { value: unknown }> {
    const stack = this.project.path('cdktf.out/stacks/kafka-link');
    return JSON.parse(this.project.run('terraform', [`-chdir=${stack}`, 'output', '-json'], this.env).stdout);
  }

  async close(): Promise<void> {
    await this.programs.close();
    this.project.remove();
  }

  private get withTicloud(): NodeJS.ProcessEnv {
    return { ...this.env, PATH: `${this.programs.folder}:${process.env['PATH']}` };
  }

  private run(
    program: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
    onText?: (text: string, type: (answer: string) => void) => void,
  ): Promise<Ended> {
    const stdin = onText ? 'pipe' : 'ignore';
    const child = spawn(program, args, { cwd: this.project.folder, env, stdio: [stdin, 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (more: string) => {
        text += more;
        onText?.(more, (answer) => child.stdin?.write(answer));
      });
    }
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve({ end: signal ?? code, text }));
    });
  }
}
