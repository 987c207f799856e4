import type { Deployment } from '../../../config/deployments';
import { UserError } from '../../../domain/user-error';
import { planCluster } from '../../../plan/plan';
import { decide } from '../../../secrets/internal-ca/decide';
import { readPresent, variablesFile, write } from '../../../secrets/internal-ca/files';
import { type Case, refusals } from '../../../secrets/internal-ca/refusals';
import { changed, nextSteps, summaryOf } from '../../../secrets/internal-ca/report';
import type { RotationStep } from '../../../secrets/internal-ca/rotation';

/**
 * Issues the certificates that hosts of deployments lack, or takes a turn of their rotation.
 *
 * @throws UserError with everything that forbids it; nothing is written then
 */
export async function issue(
  deployments: readonly Deployment[],
  turn: RotationStep | undefined,
): Promise<void> {
  const now = new Date();
  const all = deployments.map((deployment) => ({ deployment, known: caseOf(deployment, turn, now) }));
  const problems = all.flatMap(({ known }) => (known ? refusals(known) : []));
  if (problems.length > 0) {
    throw new UserError(['nothing is written:', ...problems.map((one) => `  ${one}`)].join('\n'));
  }
  const done = await Promise.all(all.map(({ deployment, known }) => prepare(deployment, known)));
  const lines = done.map((finish) => finish());
  for (const { told } of lines) process.stdout.write(`${told}\n`);
  for (const step of lines.flatMap(({ next }) => next ?? [])) process.stdout.write(`${step}\n`);
}

/** @returns undefined where INTERNAL and CONTROLLER do not speak TLS */
function caseOf({ config }: Deployment, turn: RotationStep | undefined, now: Date): Case | undefined {
  const { name } = config;
  const plan = planCluster(config).internalTls;
  return plan && { name, plan, present: readPresent(name), step: turn, now };
}

/** What was done, in a line, without any key; and what is to be done next, each in a line. */
interface Report {
  readonly told: string;
  readonly next?: readonly string[];
}

/** Computes what is to be written. @returns what writes it */
async function prepare(deployment: Deployment, known: Case | undefined): Promise<() => Report> {
  const { name, cluster } = deployment.config;
  if (!known) {
    const why =
      cluster === 'new'
        ? `${name}: INTERNAL and CONTROLLER are PLAINTEXT: kafka.internalTls`
        : `${name} has no hosts of its own: nothing to do`;
    return () => ({ told: why });
  }
  if (known.present.variables && !known.present.authorities) {
    return () => ({
      told: `${variablesFile(name)}: every host has its certificate, of a CA whose key is not here: left alone`,
    });
  }
  const decision = await decide(known);
  return () => {
    if (changed(decision)) write(name, decision.authorities, decision.variables);
    return {
      told: summaryOf(name, decision, known.step),
      next: nextSteps(deployment, known.plan, decision, known),
    };
  };
}
