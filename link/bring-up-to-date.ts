import type { Learnt, World } from './world';

/**
 * Applies the deployment file, unless that has been done already.
 *
 * @returns whether anything was applied
 */
export async function bringUpToDate(
  { file, synthesize, terraform, person }: World,
  learnt: Partial<Learnt>,
): Promise<boolean> {
  const { text } = file;
  if (learnt.applied === text) return false;
  synthesize();
  await terraform.init();
  try {
    const differs = await terraform.plan();
    if (differs) {
      await person.agree('apply this plan');
      await terraform.apply();
    }
    learnt.applied = text;
    return differs;
  } finally {
    terraform.forgetPlan();
  }
}
