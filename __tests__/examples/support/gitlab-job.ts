import { parse } from 'yaml';
import type { Workplace } from './workplace';

interface Job {
  readonly extends?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly before_script?: readonly string[];
  readonly script?: readonly string[];
  readonly id_tokens?: object;
  readonly artifacts?: { readonly paths: readonly string[] };
}

type Pipeline = { readonly variables: Readonly<Record<string, string>> } & Readonly<Record<string, Job>>;

/** Runs one job of the pipeline as GitLab does, with the artifacts of the jobs before it. */
export async function gitlabJob(
  workplace: Workplace,
  name: string,
  variables: Readonly<Record<string, string>>,
): Promise<{ code: number; output: string }> {
  const pipeline = parse(workplace.read('examples/pipelines/gitlab-ci.yml')) as Pipeline;
  const job = inherited(pipeline, name);
  const all: Record<string, string> = { ...pipeline.variables, ...variables };
  const fill = (text: string) => text.replace(/\$(\w+)/g, (_, key: string) => all[key] ?? '');
  const own = Object.entries(job.variables ?? {}).map(([key, text]) => [key, fill(text)] as const);

  workplace.clean();
  workplace.fetch('of-earlier-stages');
  const script = [...(job.before_script ?? []), ...(job.script ?? [])].join('\n');
  const { code, stdout, stderr } = await workplace.shell('sh', script, {
    ...all,
    ...Object.fromEntries(own),
    ...(job.id_tokens && { OIDC_TOKEN: 'gitlab-token' }),
  });
  if (code === 0) workplace.keep('of-earlier-stages', (job.artifacts?.paths ?? []).map(fill));
  return { code: code ?? 1, output: stdout + stderr };
}

function inherited(pipeline: Pipeline, name: string): Job {
  const job = pipeline[name];
  if (!job) throw new Error(`there is no job ${name}`);
  return job.extends === undefined ? job : { ...inherited(pipeline, job.extends), ...job };
}
