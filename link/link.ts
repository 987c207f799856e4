import { LinkStop } from './stop';
import { acceptance } from './steps/acceptance';
import { brokers } from './steps/brokers';
import { check } from './steps/check';
import { connection } from './steps/connection';
import { domain } from './steps/domain';
import { needs } from './steps/needs';
import { service } from './steps/service';
import { uniqueName } from './steps/unique-name';
import type { Learnt, LinkStep, World } from './world';

/** Steps 3 and 4 of PingCAP's document, and what they need before. Each checks first, so a run continues where the last one ended. */
const STEPS: readonly LinkStep[] = [
  needs,
  service,
  connection,
  acceptance,
  domain,
  uniqueName,
  brokers,
  check,
];

/**
 * Links a deployment with TiDB Cloud.
 *
 * @throws LinkStop when a step cannot continue; without an answer, the message lists the remaining steps
 */
export async function link(world: World): Promise<void> {
  const learnt: Partial<Learnt> = {};
  for (const [index, step] of STEPS.entries()) {
    try {
      world.say(`✓ ${step.name}: ${await step.run(world, learnt)}`);
    } catch (error) {
      if (error instanceof LinkStop && error.unanswered) throw withRest(error, index);
      throw error;
    }
  }
  const { ports } = world.file.config;
  world.say(
    `Next: create the changefeed with ${learnt.connection?.id} and bootstrap port ${ports.bootstrap}.`,
  );
}

function withRest({ message }: LinkStop, index: number): LinkStop {
  const rest = STEPS.slice(index).map(({ name }) => `  - ${name}`);
  return new LinkStop([message, 'remaining steps:', ...rest].join('\n'));
}
