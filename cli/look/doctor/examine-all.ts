import { setMaxListeners } from 'node:events';
import type { Deployment } from '../../../config/deployments';
import { diagnose, type Diagnosis, reportJson, reportText, worstOf } from '../../../doctor/report';
import type { Health } from '../../../link/world';
import { interruption } from '../../command/interruption';
import { describe } from '../../command/report';
import { look, type Wanted } from './look';

/** Nothing takes longer, whatever hangs. */
const LIMIT_MS = 55_000;

/** How a person wants it done. */
export interface Examination extends Omit<Wanted, 'variables'> {
  /** Terraform variables; those of the environment come on top. */
  readonly variables: Readonly<Record<string, string>>;
  readonly json?: boolean;
}

/** Examines deployments and prints what it finds; why it cannot examine one goes to standard error. */
export async function examineAndShow(
  deployments: readonly Deployment[],
  { variables, json, ...rest }: Examination,
): Promise<Health> {
  const wanted = { ...rest, variables: { ...fromEnvironment(process.env), ...variables } };
  const signal = AbortSignal.any([interruption(), AbortSignal.timeout(LIMIT_MS)]);
  setMaxListeners(0, signal); // every probe listens
  const results = await Promise.allSettled(
    deployments.map(async (deployment) => diagnose(await look(deployment, wanted, signal))),
  );
  const diagnoses: Diagnosis[] = [];
  for (const [index, result] of results.entries()) {
    if (result.status === 'fulfilled') diagnoses.push(result.value);
    else process.stderr.write(`${deployments[index]?.file}: ${describe(result.reason)}\n`);
  }
  process.stdout.write(json ? reportJson(diagnoses) : diagnoses.map(reportText).join('\n'));
  const level = worstOf(diagnoses);
  // A fault is certain, whatever else could not be seen.
  return diagnoses.length < deployments.length && level !== 'fault' ? 'unknown' : level;
}

export const exitCodeOf = (health: Health): number => ({ ok: 0, warning: 0, fault: 1, unknown: 2 })[health];

function fromEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const found = Object.entries(env).flatMap(([name, value]) =>
    name.startsWith('TF_VAR_') && value !== undefined ? [[name.slice('TF_VAR_'.length), value] as const] : [],
  );
  return Object.fromEntries(found);
}
