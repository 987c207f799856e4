import { builtPlan, type ScenarioContext } from '../../context';
import { fingerprints, servedInside } from '../../secrets/internal-certificates';
import type { Step, StepTools } from '../../scenario';
import { waitFor } from '../../lab/wait';

/** Every broker serves INTERNAL and CONTROLLER by its certificate as it is made now, and lets in who shows one. */
export const everywhere: Step<ScenarioContext> = {
  name: 'every broker serves its own certificate',
  run: async (context, tools) => {
    await serveTheirs(context, tools);
    return `INTERNAL from ${askers(context).join(' and ')}, CONTROLLER: ${fingerprints(context).join(', ')}`;
  },
};

/** @throws Error when a broker does not serve these, or those made now, in a while */
export function serveTheirs(
  context: ScenarioContext,
  { signal }: StepTools,
  expected = fingerprints(context),
): Promise<void> {
  const { brokers } = builtPlan(context);
  const [bastion = '', first = ''] = askers(context);
  const controllers = expected.filter((_, index) => brokers[index]?.roles.includes('controller'));
  const asked = [
    { from: bastion, listener: 'internal', wanted: expected },
    { from: first, listener: 'internal', wanted: expected },
    { from: first, listener: 'controller', wanted: controllers },
  ] as const;
  const all = async () => {
    for (const { from, listener, wanted } of asked) {
      const lines = await servedInside(context, { from, listener });
      if (lines.join() === wanted.join()) continue;
      throw new Error(
        `${listener} as ${from} sees it:\n${lines.join('\n')}\ninstead of\n${wanted.join('\n')}`,
      );
    }
  };
  return waitFor(all, { seconds: 60, every: 2, signal });
}

/** Which of these are at the same place in both. */
export const theSame = (some: readonly string[], others: readonly string[]): string[] =>
  some.filter((one, index) => one === others[index]);

/** Hosts that may ask: the bastion reaches INTERNAL, a broker CONTROLLER as well. */
function askers(context: ScenarioContext): string[] {
  const { bastion, brokers } = builtPlan(context);
  return [bastion?.name ?? '', brokers[0]?.name ?? ''];
}
