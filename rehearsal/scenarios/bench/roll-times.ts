import { join } from 'node:path';
import type { BrokerPlan } from '../../../plan/types';
import { known, type ScenarioContext } from '../context';
import { PROGRAMS } from '../clients/java-client';
import { rewrite } from '../terraform/redeploy';
import { inSync } from '../steps/quorum';
import { build, javaClient, link } from '../catalogue/default';
import type { Step, StepTools } from '../scenario';
import { waitFor } from '../lab/wait';

/** Seconds that a restart of one broker takes, by its name. */
export type SecondsOf = ReadonlyMap<string, number>;

/** What a rolling change costs. */
export interface RollTimes {
  /**
   * Kafka is stopped and started manually, until its port is open and all that it holds is in sync again: the mean of once
   * before the rolling change and once after it, since a machine is not equally busy all the time.
   */
  floor: SecondsOf;
  /** The step of a rolling change, from its start on the host to its end there. */
  step: SecondsOf;
  /** Terraform's whole apply of that change. */
  apply: number;
}

const STOP_AND_START = `
systemctl stop kafka && systemctl start kafka
until (: <>"/dev/tcp/127.0.0.1/$0") 2>/dev/null; do sleep 0.05; done
`;

/** When the step was handed to systemd, and when it was over. */
const STEP_TIMES = 'cd /var/lib/kafka-rollout/state && stat -c %.9Y bundle result';

/** Restarts every broker manually, by a rolling change of the heap, and manually again. @param done gets the times */
export function rollTimes(done: (times: RollTimes) => void): Step<ScenarioContext>[] {
  const floors: SecondsOf[] = [];
  let step: SecondsOf = new Map();
  let apply = NaN;
  const restart: Step<ScenarioContext> = {
    name: 'manual restart',
    run: async (context, tools) => {
      const floor = await eachBroker(context, (broker) => byHand(context, broker, tools));
      floors.push(floor);
      return shown(floor);
    },
  };
  return [
    ...build,
    ...link,
    javaClient, // so that there are replicas
    restart,
    {
      name: 'rolling change',
      run: async (context, tools) => {
        await waitFor(() => inSync(context), { seconds: 60, every: 2, signal: tools.signal });
        ({ step, apply } = await roll(context, tools));
        return shown(step);
      },
    },
    {
      ...restart,
      run: async (context, tools) => {
        const detail = await restart.run(context, tools);
        const means = [...step.keys()].map((name): [string, number] => [
          name,
          floors.reduce((sum, floor) => sum + (floor.get(name) ?? NaN), 0) / floors.length,
        ]);
        done({ floor: new Map(means), step, apply });
        return detail;
      },
    },
  ];
}

/** Changes the heap of every broker by an apply. */
export async function roll(
  context: ScenarioContext,
  { say }: StepTools,
): Promise<Pick<RollTimes, 'step' | 'apply'>> {
  await rewrite(context, { heapMiB: known(context, 'changes').heapMiB + 8 });
  const begin = Date.now();
  await known(context, 'terraform').apply(known(context, 'variables'), say);
  const apply = (Date.now() - begin) / 1000;
  return { step: await eachBroker(context, ({ name }) => stepSeconds(context, name)), apply };
}

async function eachBroker(
  context: ScenarioContext,
  measure: (broker: BrokerPlan) => Promise<number>,
): Promise<SecondsOf> {
  const seconds = new Map<string, number>();
  for (const broker of known(context, 'plan').brokers) seconds.set(broker.name, await measure(broker));
  return seconds;
}

async function byHand(context: ScenarioContext, broker: BrokerPlan, { signal }: StepTools): Promise<number> {
  await waitFor(() => inSync(context), { seconds: 60, every: 2, signal });
  const { brokers, externalListeners, uniqueName } = known(context, 'plan');
  const lab = known(context, 'lab');
  const other = brokers.find((one) => one !== broker)?.externals[0];
  const host = other?.host.replaceAll(uniqueName, known(context, 'uniqueName')) ?? '';
  let said = '';
  const watch = lab.tidbHost.exec(
    [process.execPath, join(PROGRAMS, 'in-sync.js'), `${host}:${other?.port ?? 0}`, String(broker.nodeId)],
    { timeoutSec: 300, onOutput: (text) => (said += text) },
  );
  const ready = async () => {
    if (!said.includes('ready')) throw new Error(`${broker.name} is not in sync: ${said}`);
  };
  await Promise.race([watch, waitFor(ready, { seconds: 60, every: 0.1, signal })]);
  const begin = Date.now();
  await Promise.all([
    lab
      .host(broker.name)
      ?.exec(['bash', '-c', STOP_AND_START, String(externalListeners[0].port)], { timeoutSec: 300 }),
    watch,
  ]);
  return (Date.now() - begin) / 1000;
}

async function stepSeconds(context: ScenarioContext, name: string): Promise<number> {
  const said = await known(context, 'lab').host(name)?.exec(['bash', '-c', STEP_TIMES]);
  const [begin = NaN, end = NaN] = said?.stdout.trim().split('\n').map(Number) ?? [];
  return end - begin;
}

const shown = (times: SecondsOf) => [...times].map(([name, s]) => `${name} ${s.toFixed(1)} s`).join(', ');
