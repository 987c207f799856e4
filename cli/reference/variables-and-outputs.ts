import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadDeployments } from '../../config/deployments';
import { newCluster } from '../../config/schema';
import { synthesize } from '../../constructs/synthesize';

const EXAMPLE = 'kafka.yaml';
const STAGES = ['link', 'full'] as const;

const INTRODUCTION = `# Variables and outputs

Terraform's variables and outputs, for \`${EXAMPLE}\` in its two stages. \`npx kafka-link schema\` writes this page from the
synthesized JSON. Set a variable as \`-var name=value\`, in a \`*.tfvars\` file or as \`TF_VAR_name\`.
`;

interface Variable {
  readonly type: string;
  readonly description: string;
  readonly default?: unknown;
  readonly sensitive?: boolean;
  readonly validation?: readonly { readonly error_message: string }[];
}

interface Output {
  readonly description: string;
}

/** What the reference needs of a stack's JSON. */
interface Stack {
  readonly variable: Readonly<Record<string, Variable>>;
  readonly output: Readonly<Record<string, Output>>;
}

/** The reference of all Terraform variables and outputs, as Markdown. */
export function variablesAndOutputsText(): string {
  const [link, full] = synthesizeStages();
  const stages = (name: string, kind: keyof Stack) =>
    link && name in link[kind] ? 'both stages' : 'stage `full`';
  const variables = Object.entries({ ...link?.variable, ...full?.variable }).map(
    ([name, variable]) =>
      `- **\`${name}\`** (${[...facts(variable), stages(name, 'variable')].join('; ')}): ${told(variable)}`,
  );
  const outputs = Object.entries({ ...link?.output, ...full?.output }).map(
    ([name, { description }]) => `- **\`${name}\`** (${stages(name, 'output')}): ${description}`,
  );
  const list = (title: string, entries: string[]) => `## ${title}\n\n${entries.sort().join('\n')}\n`;
  return [INTRODUCTION, list('Variables', variables), list('Outputs', outputs)].join('\n');
}

function facts({ type, default: value, sensitive }: Variable): string[] {
  const needed = value === undefined ? 'required' : `default \`${JSON.stringify(value)}\``;
  return [`\`${type}\``, needed, ...(sensitive ? ['sensitive'] : [])];
}

/** A rule names the variable, which stands before it already. */
function told({ description, validation = [] }: Variable): string {
  const rules = validation.map(({ error_message }) =>
    error_message.replace(/^The value of \S+ must/, 'Must'),
  );
  return [description, ...rules].join(' ').replaceAll('*', '\\*');
}

function synthesizeStages(): Stack[] {
  const folder = mkdtempSync(join(tmpdir(), 'reference-'));
  try {
    const [deployment] = loadDeployments([resolve(__dirname, '../..', EXAMPLE)]);
    if (!deployment) throw new Error(`${EXAMPLE} holds no deployment`);
    const deployments = STAGES.map((stage) => ({
      ...deployment,
      config: { ...newCluster(deployment.config), name: stage, stage },
    }));
    synthesize(deployments, join(folder, 'cdktf.out'));
    return STAGES.map(
      (stage) =>
        JSON.parse(readFileSync(join(folder, 'cdktf.out/stacks', stage, 'cdk.tf.json'), 'utf8')) as Stack,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
