import { judgeStored, Load } from '../clients/load';
import { builtPlan, type ScenarioContext } from '../context';
import { readOn } from '../lab/hosts';
import { waitFor } from '../lab/wait';
import type { Step, StepTools } from '../scenario';
import { allInSync } from './quorum';

/** What fills the disks, as old records would: a file of Kafka's user. */
const FILLER = '/var/lib/kafka/filler';

/** Takes every block that Kafka's user can have. The blocks are only promised, so this machine's disk does not fill. */
const FILL = `set -e
install -d -o kafka -g kafka ${FILLER}
free="$(df --output=avail -B1 /var/lib/kafka | tail -n 1)"
runuser -u kafka -- fallocate -l "$free" ${FILLER}/first || true
for part in $(seq 1 200); do
  runuser -u kafka -- fallocate -l 65536 ${FILLER}/part-$part 2>/dev/null || break
done
df -h /var/lib/kafka | tail -n 1`;

/** A step in which every data disk fills under load until no quorum is left, and `mend` brings all of them back. */
export function filled(
  name: string,
  mend: (context: ScenarioContext, tools: StepTools) => Promise<string>,
): Step<ScenarioContext> {
  return {
    name,
    run: async (context, tools) => {
      const load = await Load.start(context, `load-${name.replaceAll(/\W+/g, '-')}`, tools.signal);
      await onEach(context, FILL);
      tools.say('every data disk is full');
      const began = Date.now();
      await mostEnded(context, tools);
      tools.say(`Kafka has ended on most brokers after ${seconds(began)} s`);
      const mending = Date.now();
      const detail = await mend(context, tools);
      await allInSync(context, tools);
      const took = seconds(mending);
      const seen = await load.stop();
      tools.count(seen);
      judgeStored(seen);
      return (
        `${detail}; all in sync after ${took} s; ${seen.acknowledged} messages acknowledged, 0 lost, ` +
        `${seen.errors} given up, longest gap ${seen.longestGapMs} ms`
      );
    },
  };
}

/** Runs a script on every broker. @returns what each has printed */
export const onEach = (context: ScenarioContext, script: string): Promise<string[]> =>
  Promise.all(names(context).map((broker) => readOn(context, broker, script)));

/** Removes what fills the disks. */
export const makeRoom = (context: ScenarioContext): Promise<string[]> => onEach(context, `rm -rf ${FILLER}`);

const names = (context: ScenarioContext): string[] => builtPlan(context).brokers.map(({ name }) => name);

const seconds = (since: number): number => Math.round((Date.now() - since) / 1000);

/**
 * Waits until Kafka has ended on most brokers; systemd starts it again and again. The last one may go on: without the
 * others nobody lets it write.
 */
async function mostEnded(context: ScenarioContext, { signal }: StepTools): Promise<void> {
  const state = 'systemctl show --property=SubState,NRestarts --value kafka.service | tr "\\n" " "';
  const look = async () => {
    const said = await onEach(context, state);
    const running = said.filter((one) => /\brunning\b/.test(one) && /\b0\b/.test(one));
    if (2 * running.length >= said.length) throw new Error(`Kafka still runs: ${said.join(', ')}`);
  };
  await waitFor(look, { seconds: 300, every: 2, signal });
}
