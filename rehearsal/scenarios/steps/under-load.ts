import type { ScenarioContext } from '../context';
import { judgeLoad, Load } from '../clients/load';
import type { Step, StepTools } from '../scenario';
import { Watch, type Watched } from '../lab/watch';

/**
 * A step that happens while a producer and a consumer group work through the private link. It holds when nothing was
 * lost, doubled or given up, and never two brokers were down.
 *
 * @param work returns what it has seen
 * @param judge further conditions on what was seen of the brokers
 * @param begin begins the load, or hands over one that works already
 */
export function underLoad(
  name: string,
  work: (context: ScenarioContext, tools: StepTools) => Promise<string>,
  judge: (watched: Watched, context: ScenarioContext) => void = () => undefined,
  begin: (context: ScenarioContext, signal: AbortSignal) => Promise<Load> = (context, signal) =>
    Load.start(context, `load-${name.replaceAll(/\W+/g, '-')}`, signal),
): Step<ScenarioContext> {
  return {
    name,
    run: async (context, tools) => {
      tools.say('the load begins');
      const load = await begin(context, tools.signal);
      const watch = new Watch(context);
      let detail: string;
      let watched: Watched;
      try {
        detail = await work(context, tools);
      } finally {
        watched = await watch.stop();
        tools.say('the load ends');
      }
      const seen = await load.stop();
      tools.count(seen);
      judgeLoad(seen, load.partitions);
      if (watched.mostDown > 1) throw new Error(`${watched.mostDown} brokers were down at the same time`);
      judge(watched, context);
      const starts = [...watched.starts].map(([broker, count]) => `${broker} ${count}`).join(', ');
      return (
        `${detail}; ${seen.acknowledged} messages, 0 lost, 0 duplicated, longest gap ${seen.longestGapMs} ms, ` +
        `at most ${watched.mostDown} broker down in ${watched.samples} looks, restarts: ${starts}`
      );
    },
  };
}

/** @throws unless these brokers were restarted that often, and the others not at all */
export function restarted(watched: Watched, expected: Readonly<Record<string, number>>): void {
  for (const [name, count] of watched.starts) {
    const wanted = expected[name] ?? 0;
    if (count !== wanted) throw new Error(`${name} was restarted ${count} times instead of ${wanted}`);
  }
}

/** @throws unless every broker was restarted exactly once */
export function restartedOnce(watched: Watched): void {
  restarted(watched, Object.fromEntries([...watched.starts.keys()].map((name) => [name, 1])));
}
