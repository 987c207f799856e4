import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Ended } from '../../../system/run';
import type { Workplace } from './workplace';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<string, { readonly env?: Readonly<Record<string, string>>; readonly steps: readonly Step[] }>
  >;
}

/** Values of expressions such as `vars.PLAN_ROLE_ARN`, by their text. */
export type Expressions = Readonly<Record<string, string | boolean>>;

/**
 * Runs the steps of one job of a workflow in order, up to the first that fails: shell steps by the shell that GitHub
 * takes, artifacts in a folder. Actions that only install are skipped, since this machine has what they bring.
 *
 * @throws Error for an expression without a value
 */
export async function githubJob(
  workplace: Workplace,
  name: string,
  expressions: Expressions,
): Promise<{ code: number; output: string }> {
  const workflow = parse(workplace.read('examples/pipelines/github-actions.yml')) as Workflow;
  const value = (expression: string) => {
    const found = expressions[expression.trim()];
    if (found === undefined) throw new Error(`the test gives no value to ${expression}`);
    return found;
  };
  const fill = (text: string) =>
    text.replace(/\$\{\{(.*?)\}\}/g, (_, expression: string) => String(value(expression)));
  const filled = (env: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(Object.entries(env).map(([key, text]) => [key, fill(String(text))]));

  workplace.clean();
  const job = workflow.jobs[name];
  const workflowEnv = filled(workflow.env);
  const jobEnv = { ...workflowEnv, ...filled(job?.env) };
  const withEnv = (text: string) =>
    fill(text.replace(/\$\{\{ env\.(\w+) \}\}/g, (_, key: string) => jobEnv[key] ?? ''));
  let output = '';
  for (const step of job?.steps ?? []) {
    if (step.if !== undefined && !value(step.if)) continue;
    if (step.uses?.startsWith('actions/upload-artifact@')) {
      workplace.keep(String(step.with?.['name']), withEnv(String(step.with?.['path'])).trim().split(/\s+/));
    }
    if (step.uses?.startsWith('actions/download-artifact@')) {
      workplace.fetch(String(step.with?.['name']), withEnv(String(step.with?.['path'])));
    }
    if (step.run === undefined) continue;
    const ended: Ended = await workplace.shell('bash', step.run, {
      ...jobEnv,
      ...exported(workplace.path('github-env')),
      ...filled(step.env),
      GITHUB_ENV: workplace.path('github-env'),
      ACTIONS_ID_TOKEN_REQUEST_URL: `${workplace.endpoint}/github-token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'of-the-job',
    });
    output += ended.stdout + ended.stderr;
    if (ended.code !== 0) return { code: ended.code ?? 1, output };
  }
  return { code: 0, output };
}

/** What earlier steps wrote for later ones. */
function exported(file: string): Record<string, string> {
  if (!existsSync(file)) return {};
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}
