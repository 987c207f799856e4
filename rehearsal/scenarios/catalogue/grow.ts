import { known, type ScenarioContext } from '../context';
import { onHost, toolHost } from '../lab/hosts';
import { redeploy } from '../terraform/redeploy';
import { boot } from '../steps/boot';
import { noThrottle } from '../steps/no-throttle';
import { inSync } from '../steps/quorum';
import { restarted, underLoad } from '../steps/under-load';
import { good } from '../steps/vpc-tests';
import type { Step, StepTools } from '../scenario';
import { waitFor } from '../lab/wait';
import { javaClient } from './default';
import { linked, renamed } from './rename';

/** Copying many megabytes at 20 MB/s takes its time. */
const PATIENCE_SECONDS = 900;

/** One broker becomes three: its topics get replicas on the new ones, and only then can it be restarted. */
export const grow = (): Step<ScenarioContext>[] => [
  ...linked,
  underLoad(
    'one broker becomes three',
    async (context, tools) => {
      await addTwo(context);
      const named = await refused(context, tools);
      await boot.run(context, tools); // the new ones serve although the first could not be restarted
      await raise(context, tools);
      const counts = await redeploy(context, {}, { say: tools.say });
      await waitFor(() => inSync(context), { seconds: 60, every: 2, signal: tools.signal });
      return `refused at first: ${named} topics have their only replica on node 1; after raising: ${counts}`;
    },
    (watched) => restarted(watched, Object.fromEntries([...watched.starts.keys()].map((name) => [name, 1]))),
  ),
  renamed,
  javaClient,
];

async function addTwo(context: ScenarioContext): Promise<void> {
  const { brokers, zones } = known(context, 'config');
  const [first] = brokers;
  if (!first || brokers.length > 1) throw new Error('this scenario begins with one broker');
  const added = zones.slice(1, 3).map(({ id: zone }, index) => ({ id: first.id + 1 + index, zone }));
  if (added.length < 2) throw new Error('this scenario needs three zones');
  const changes = known(context, 'changes');
  const entries = [{ id: first.id, zone: first.zone }, ...added];
  context.facts = { ...context.facts, changes: { ...changes, fields: { brokers: entries } } };
}

/** The first broker is to learn the settings of three, and nobody else has its topics. @returns how many are named */
async function refused(context: ScenarioContext, { say }: StepTools): Promise<number> {
  say('an apply before topics are raised must fail');
  const topics = new Set<string>();
  const listen = (line: string) => {
    const [, topic] = /refused: topic (\S+) has its only replica on node 1/.exec(line) ?? [];
    if (topic !== undefined) topics.add(topic);
    say(line);
  };
  const said = await redeploy(context, {}, { say: listen }).then(
    (counts) => Promise.reject(new Error(`it was applied: ${counts}`)),
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  if (!topics.has('__consumer_offsets')) throw new Error(said);
  return topics.size;
}

async function raise(context: ScenarioContext, { say }: StepTools): Promise<void> {
  const plan = await onHost(context, toolHost(context), 'sh reassign.sh --raise internal', 180);
  if (!/^__consumer_offsets: 50 partitions get 3 replicas$/m.test(plan.stdout)) {
    throw new Error(`the plan does not name the internal topics:\n${plan.stdout}${plan.stderr}`);
  }
  for (const scope of ['internal', 'all']) {
    say(`${scope} topics get three replicas`);
    await good(context, `sh reassign.sh --raise ${scope} --execute`, PATIENCE_SECONDS);
  }
  await noThrottle(context);
}
