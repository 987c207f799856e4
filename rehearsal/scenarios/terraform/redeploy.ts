import { planCluster } from '../../../plan/plan';
import { known, rehearsedFile, type ScenarioContext } from '../context';
import { writeRehearsedFile, type Changes } from './rehearsed-file';
import { synthesize } from '../steps/build';

/** How to apply. */
export interface Redeployment {
  /** Variables to change. */
  variable?: Readonly<Record<string, string>>;
  /** Gets what the steps on the hosts print. */
  say?: (line: string) => void;
  /** Kills Terraform on the spot. */
  signal?: AbortSignal;
}

/** Changes the rehearsed file or the variables for good, and applies it. @returns the counts of Terraform */
export async function redeploy(
  context: ScenarioContext,
  change: Partial<Changes>,
  { variable = {}, say, signal }: Redeployment = {},
): Promise<string> {
  const variables = { ...known(context, 'variables'), ...variable };
  await rewrite(context, change);
  const terraform = known(context, 'terraform');
  context.facts = { ...context.facts, variables };
  const counts = await terraform.apply(variables, say, signal);
  context.facts = { ...context.facts, outputs: await terraform.outputs() };
  await known(context, 'lab').settle();
  return counts;
}

/** Changes the rehearsed file for good and synthesizes it. */
export async function rewrite(context: ScenarioContext, change: Partial<Changes>): Promise<void> {
  const changes = { ...known(context, 'changes'), ...change };
  const config = writeRehearsedFile(context.sourceFile, rehearsedFile(context), changes);
  context.facts = { ...context.facts, changes, config, plan: planCluster(config) };
  await synthesize(context);
}
