import { builtPlan, known, rehearsedFile, type ScenarioContext } from '../../context';
import { delivering, fingerprints, giveTo } from '../../secrets/internal-certificates';
import { redeploy, rewrite } from '../../terraform/redeploy';
import type { StepTools } from '../../scenario';
import { serveTheirs, theSame } from './served';

/**
 * Every host is to get another certificate, and the second broker by mistake that of the third: the apply ends there, with
 * nothing restarted. It is repaired as the mistake says, by making what is missing.
 */
export async function misplaced(context: ScenarioContext, tools: StepTools): Promise<string> {
  const { brokers } = builtPlan(context);
  const [, second, third] = brokers;
  if (!second || !third) throw new Error('there are too few brokers');
  const before = fingerprints(context);
  const terraform = known(context, 'terraform');
  await terraform.makeInternalCertificates(rehearsedFile(context), '--renew');
  await rewrite(context, delivering(context));
  const made = fingerprints(context);
  const same = theSame(before, made);
  if (same.length > 0) throw new Error(`they are the same:\n${same.join('\n')}`);
  giveTo(context, second.name, third.name);
  await terraform.synthesize(rehearsedFile(context));
  const failure = await terraform.apply(known(context, 'variables'), tools.say).then(
    (counts) => Promise.reject(new Error(`it was applied: ${counts}`)),
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const reached = made.map((fingerprint, index) => (index === 0 ? fingerprint : (before[index] ?? '')));
  await serveTheirs(context, tools, reached);
  tools.say('repairing');
  const counts = await redeploy(context, delivering(context), { say: tools.say });
  const still = theSame(before, fingerprints(context));
  if (still.length > 0) throw new Error(`not all have another one:\n${still.join('\n')}`);
  const reason = failure.split('\n').find((line) => line.includes('Error')) ?? failure.split('\n', 1)[0];
  return `the apply ends: ${reason ?? ''}; ${second.name} and ${third.name} keep theirs; repaired: ${counts}`;
}
