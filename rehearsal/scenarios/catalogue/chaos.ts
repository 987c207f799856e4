import { type Config, newCluster } from '../../../config/schema';
import { ChaosRun } from '../chaos/chaos-run';
import { FAULTS } from '../chaos/faults';
import { CHAOS_DEFAULTS, type ChaosSettings, schedule, shownFault } from '../chaos/schedule';
import type { ScenarioContext } from '../context';
import type { Step } from '../scenario';
import { forgetfulApply, renaming } from './rename';

/**
 * All of `rename`, and between its steps one fault after another, under the load of two clients. A checker that knows
 * every message judges at the end.
 */
export function chaos(config: Config, settings: Partial<ChaosSettings> = {}): Step<ScenarioContext>[] {
  const seed = settings.seed ?? CHAOS_DEFAULTS.seed;
  const minutes = settings.minutes ?? CHAOS_DEFAULTS.minutes;
  const victims = newCluster(config).brokers.map(({ id, zone }) => ({ nodeId: id, zone }));
  const planned = schedule({ seed, minutes }, FAULTS, victims);
  const run = new ChaosRun({ seed, minutes }, planned);
  return [
    ...renaming,
    { name: 'chaos: the load begins', run: (context, tools) => run.begin(context, tools) },
    ...planned.map((one, index): Step<ScenarioContext> => ({
      name: `chaos ${index + 1}: ${shownFault(one)}`,
      run: (context, tools) => run.happen(context, one, tools),
    })),
    { name: 'chaos: every message is judged', run: (_, tools) => run.end(tools) },
    forgetfulApply,
  ];
}
