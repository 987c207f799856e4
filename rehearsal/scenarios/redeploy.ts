import { known, rehearsedFile, type StoryContext } from './context';
import { writeRehearsedFile, type Changes } from './rehearsed-file';

/** Changes the rehearsed file or the variables for good, and applies it. @returns the counts of Terraform */
export async function redeploy(
  context: StoryContext,
  change: Partial<Changes>,
  variable: Readonly<Record<string, string>> = {},
): Promise<string> {
  const changes = { ...known(context, 'changes'), ...change };
  const variables = { ...known(context, 'variables'), ...variable };
  const terraform = known(context, 'terraform');
  const config = writeRehearsedFile(context.sourceFile, rehearsedFile(context), changes);
  context.facts = { ...context.facts, changes, config, variables };
  await terraform.synthesize(rehearsedFile(context));
  const counts = await terraform.apply(variables);
  context.facts = { ...context.facts, outputs: await terraform.outputs() };
  await known(context, 'lab').settle();
  return counts;
}
