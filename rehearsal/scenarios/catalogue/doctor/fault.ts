import { known, type ScenarioContext } from '../../context';
import { readOn } from '../../lab/hosts';
import { mistake } from '../../steps/mistake';
import { examine } from '../../steps/doctor';
import type { Step, StepTools } from '../../scenario';
import { waitFor } from '../../lab/wait';

/** A fault, and what the first line of the doctor's report must say of it. */
export interface Fault {
  make(context: ScenarioContext, tools: StepTools): Promise<void>;
  words: RegExp;
  repair(context: ScenarioContext, tools: StepTools): Promise<void>;
}

/** A step that holds when the doctor names the fault in its first line, and is silent again once it is repaired. */
export function fault(name: string, { make, words, repair }: Fault): Step<ScenarioContext> {
  const repaired: Fault['repair'] = async (context, tools) => {
    await repair(context, tools);
    // The load balancer's health checks take a while.
    await waitFor(() => examine.run(context, tools), { seconds: 60, every: 2, signal: tools.signal });
  };
  return { ...mistake(name, { make, step: examine, words, repair: repaired }), name: `doctor: ${name}` };
}

export const SERVER_PROPERTIES = '/etc/kafka/server.properties';

/** Runs a script on the broker that is struck: the last one. */
export async function onPatient(context: ScenarioContext, script: string): Promise<void> {
  const name = known(context, 'plan').brokers.at(-1)?.name ?? '';
  await readOn(context, name, `set -e\n${script}`, 180);
}
