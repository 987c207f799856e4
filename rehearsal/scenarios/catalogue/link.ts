import { join, resolve } from 'node:path';
import { loadConfig } from '../../../config/load';
import { planCluster } from '../../../plan/plan';
import { prepareTerraform } from '../../cloud/prepare-terraform';
import { cloudFile, known, rehearsedFile, type ScenarioContext } from '../context';
import type { Result } from '../lab/port';
import { writeRehearsedFile } from '../terraform/rehearsed-file';
import { Ssh } from '../lab/ssh';
import { archives } from '../steps/build';
import { open } from '../steps/open';
import type { Step, StepTools } from '../scenario';
import { type Moment, Programs } from '../ticloud';
import { javaClient } from './default';

const PROJECT = resolve(__dirname, '../../..');

/** Every step of `npx kafka-link link`, by the moment in it at which it is killed. */
const MOMENTS: readonly (Moment & { name: string })[] = [
  { name: 'as it has written down the account', program: 'terraform', command: 'init', when: 'before' },
  { name: 'while the service is built', program: 'terraform', command: 'apply', when: 'during' },
  { name: 'as the connection is created', program: 'ticloud', command: 'create', when: 'during' },
  {
    name: 'as it has written down the endpoint',
    program: 'terraform',
    command: 'plan',
    after: 1,
    when: 'before',
  },
  { name: 'while the endpoint is accepted', program: 'terraform', command: 'apply', when: 'during' },
  { name: 'as the domain is attached', program: 'ticloud', command: 'attach-domains', when: 'during' },
  {
    name: 'as it has written down the name',
    program: 'terraform',
    command: 'plan',
    after: 1,
    when: 'before',
  },
  { name: 'while the brokers are built', program: 'terraform', command: 'apply', when: 'during' },
];

/** `npx kafka-link link` from nothing to a client that consumes, killed and run again at every step. */
export function link(): Step<ScenarioContext>[] {
  const tools: { programs?: Programs; env?: NodeJS.ProcessEnv } = {};
  const programs = () => tools.programs ?? raise();
  const run = (
    context: ScenarioContext,
    args: readonly string[],
    { signal, say }: StepTools,
  ): Promise<Result> => {
    const program = [process.execPath, join(PROJECT, 'cli/kafka-link.js'), 'link'];
    return known(context, 'lab').operator.exec([...program, ...args, rehearsedFile(context)], {
      cwd: context.dir,
      env: tools.env,
      timeoutSec: 1800,
      check: false,
      signal,
      onOutput: (text) => [...text.matchAll(/^✓ (.*)$/gm)].forEach(([, line = '']) => say(line)),
    });
  };

  const prepare: Step<ScenarioContext> = {
    name: 'an operator with ticloud',
    run: async (context, { onEnd }) => {
      const lab = known(context, 'lab');
      const fields = { stage: 'link', 'tidbCloud.clusterId': '10140052' };
      writeRehearsedFile(context.sourceFile, rehearsedFile(context), {
        ...known(context, 'changes'),
        fields,
      });
      const opened = await Programs.open(join(context.dir, 'programs'), lab.tidbCloud);
      onEnd('ticloud', { undo: () => opened.close() });
      const ssh = new Ssh(lab.operator, join(context.dir, 'ssh'));
      tools.programs = opened;
      tools.env = {
        ...process.env,
        ...(await prepareTerraform({ dir: join(context.dir, 'terraform'), cloudFile: cloudFile(context) })),
        ALICLOUD_ACCESS_KEY: 'rehearsal',
        ALICLOUD_SECRET_KEY: 'rehearsal',
        TF_VAR_ssh_public_key: ssh.publicKey,
        TF_VAR_ssh_private_key_file: ssh.privateKeyFile,
        PATH: `${opened.folder}:${process.env['PATH']}`,
      };
      return 'of TiDB Cloud, the file knows the cluster';
    },
  };

  const killed = ({ name, ...moment }: (typeof MOMENTS)[number]): Step<ScenarioContext> => ({
    name: `kill -9 ${name}`,
    run: async (context, stepTools) => {
      programs().killAt(moment);
      const { code, stdout, stderr } = await run(context, ['--yes'], stepTools);
      if (code !== null && code !== 137) throw new Error(`it ended with ${code}\n${tail(stdout + stderr)}`);
      await known(context, 'lab').settle();
      return `${programs().calls.length} commands`;
    },
  });

  const linked: Step<ScenarioContext> = {
    name: 'run again, it is linked',
    run: async (context, stepTools) => {
      programs().killAt(undefined);
      const { code, stdout, stderr } = await run(context, ['--yes'], stepTools);
      if (code !== 0) throw new Error(`it ended with ${code}\n${tail(stdout + stderr)}`);
      const lab = known(context, 'lab');
      await lab.settle();
      const connections = lab.tidbCloud.connections().length;
      if (connections !== 1) throw new Error(`there are ${connections} connections`);
      const { config } = loadConfig(rehearsedFile(context));
      const { uniqueName } = config.tidbCloud;
      context.facts = { ...context.facts, config, plan: planCluster(config), uniqueName };
      return stdout.trim().split('\n').at(-1) ?? '';
    },
  };

  const again: Step<ScenarioContext> = {
    name: 'once more, nothing is asked',
    run: async (context, stepTools) => {
      programs().killAt(undefined);
      const { code, stdout, stderr } = await run(context, [], stepTools);
      const changes = programs().calls.filter((call) => /create|apply|attach/.test(call));
      if (code === 0 && changes.length === 0) return 'nothing to do';
      throw new Error(`it ended with ${code} after ${changes.join(', ')}\n${tail(stdout + stderr)}`);
    },
  };

  return [open, archives, prepare, ...MOMENTS.map(killed), linked, javaClient, again];
}

const tail = (text: string): string => text.trim().split('\n').slice(-20).join('\n');

function raise(): never {
  throw new Error('there is no ticloud yet');
}
