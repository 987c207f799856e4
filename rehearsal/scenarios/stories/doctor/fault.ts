import { openCloud, type Cloud } from '../../../cloud/model';
import { cloudFile, known, type StoryContext } from '../../context';
import { readOn } from '../../hosts';
import { mistake } from '../../mistake';
import { examine } from '../../steps/doctor';
import type { Step, StepTools } from '../../story';
import { waitFor } from '../../wait';

/** A fault, and what the first line of the doctor's report must say of it. */
export interface Fault {
  make(context: StoryContext, tools: StepTools): Promise<void>;
  words: RegExp;
  mend(context: StoryContext, tools: StepTools): Promise<void>;
}

/** A step that holds when the doctor names the fault in its first line, and is silent again once it is mended. */
export function fault(name: string, { make, words, mend }: Fault): Step<StoryContext> {
  const mended: Fault['mend'] = async (context, tools) => {
    await mend(context, tools);
    // The load balancer's health checks take a while.
    await waitFor(() => examine.run(context, tools), { seconds: 60, every: 2, signal: tools.signal });
  };
  return { ...mistake(name, { make, step: examine, words, mend: mended }), name: `doctor: ${name}` };
}

export const SERVER_PROPERTIES = '/etc/kafka/server.properties';

/** Runs a script on the broker that is struck: the last one. */
export async function onPatient(context: StoryContext, script: string): Promise<void> {
  const name = known(context, 'plan').brokers.at(-1)?.name ?? '';
  await readOn(context, name, `set -e\n${script}`, 180);
}

/** Changes the simulated cloud as somebody does in the console, and waits until the lab follows. */
export async function inConsole(
  context: StoryContext,
  change: (cloud: Cloud) => Promise<unknown>,
): Promise<void> {
  await change(openCloud(cloudFile(context), { region: known(context, 'config').region }));
  await known(context, 'lab').settle();
}
