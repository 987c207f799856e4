import { openCloud, type Cloud } from '../../../cloud/model';
import { cloudFile, known, type StoryContext } from '../../context';
import { internalBootstrap, kafkaTool, readOn } from '../../hosts';
import { mistake } from '../../mistake';
import { examine } from '../../steps/doctor';
import { inSync } from '../../steps/quorum';
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

export async function allInSync(context: StoryContext, { signal }: StepTools): Promise<void> {
  const all = async () => {
    await inSync(context);
    // A broker that has just been restarted lacks nothing yet.
    const alive = await countedOn(context, internalBootstrap(context));
    const missing = known(context, 'plan').brokers.filter(({ nodeId }) => !alive.includes(nodeId));
    if (missing.length > 0) throw new Error(`still fenced: ${missing.map(({ name }) => name).join(', ')}`);
  };
  await waitFor(all, { seconds: 120, signal });
}

/** Node ids of the brokers that are registered and not fenced, in the eyes of these. */
export async function countedOn(context: StoryContext, bootstrap: string): Promise<number[]> {
  const text = await kafkaTool(context, 'kafka-broker-api-versions', `--bootstrap-server ${bootstrap}`);
  return [...text.matchAll(/\(id: (\d+) /g)].map(([, id]) => Number(id));
}

/** Changes the simulated cloud as somebody does in the console, and waits until the lab follows. */
export async function inConsole(
  context: StoryContext,
  change: (cloud: Cloud) => Promise<unknown>,
): Promise<void> {
  await change(openCloud(cloudFile(context), { region: known(context, 'config').region }));
  await known(context, 'lab').settle();
}
