import { builtPlan, known, type ScenarioContext } from '../context';
import type { Place } from '../lab/port';
import type { Step, StepTools } from '../scenario';
import { Hopeless, waitFor, type Patience } from '../lab/wait';

/** Says in one line how far a host is; a unit that failed for good is not waited for. */
const STATE = `
unit="$1" log="$2"
case "$(cloud-init status 2>/dev/null)" in
  *error*) echo "failed: cloud-init ended with an error"; exit ;;
esac
[ "$(systemctl is-active "$unit")" = active ] && { echo ready; exit; }
if systemctl is-failed -q kafka-bootstrap kafka-mirror-fetch; then
  echo "failed: $(tail -n 1 "$log")"
  exit
fi
line="$(tail -n 1 "$log" 2>/dev/null)"
echo "waiting: \${line:-cloud-init $(cloud-init status 2>/dev/null | sed 's/^status: //')}"
`;

const TAILS = `
for log in "$1" /var/log/cloud-init-output.log; do
  [ -s "$log" ] && { echo "--- $log"; tail -n 15 "$log"; }
done
journalctl --no-pager -n 15 -u "$2" 2>/dev/null | sed '1i--- journal'
`;

/** What has to run on a host, and where it tells of itself. */
interface Expected {
  name: string;
  unit: string;
  log: string;
}

/** Waits until every host runs what its user data has set up. */
export const boot = bootWithin(180);

/** The same, with other patience. */
export function bootWithin(seconds: number): Step<ScenarioContext> {
  return { name: 'boot', run: (context, tools) => bootAll(context, tools, seconds) };
}

async function bootAll(
  context: ScenarioContext,
  { say, signal }: StepTools,
  seconds: number,
): Promise<string> {
  const { bastion, brokers, kafka } = builtPlan(context);
  await known(context, 'lab').settle();
  const mirror = kafka.delivery === 'bastion' ? 'kafka-mirror.service' : 'kafka-mirror-fetch.service';
  const hosts: Expected[] = [
    ...(bastion ? [{ name: bastion.name, unit: mirror, log: '/var/log/kafka-mirror-fetch.log' }] : []),
    ...brokers.map(({ name }) => ({ name, unit: 'kafka.service', log: '/var/log/kafka-bootstrap.log' })),
  ];
  const states = new Map<string, string>();
  const failed = new AbortController();
  const patience = { seconds, every: 2, signal: AbortSignal.any([signal, failed.signal]) };
  const waits = hosts.map((host) =>
    untilReady(context, host, patience, (state) => {
      states.set(host.name, state);
      say(summary(states));
    }),
  );
  await Promise.all(waits).finally(() => failed.abort());
  return `${hosts.length} hosts run their user data's services`;
}

async function untilReady(
  context: ScenarioContext,
  { name, unit, log }: Expected,
  patience: Patience,
  tell: (state: string) => void,
): Promise<void> {
  let place: Place | undefined;
  try {
    await waitFor(async () => {
      place = known(context, 'lab').host(name);
      if (!place) throw new Error('the host does not run');
      const { stdout } = await place.exec(['bash', '-c', STATE, 'state', unit, log], { timeoutSec: 20 });
      const state = stdout.trim();
      tell(state);
      if (state.startsWith('failed: ')) throw new Hopeless(state.slice('failed: '.length));
      if (state !== 'ready') throw new Error(`${unit} does not run; ${state || 'the host does not answer'}`);
    }, patience);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const tails = await place?.exec(['bash', '-c', TAILS, 'tails', log, unit], {
      timeoutSec: 20,
      check: false,
    });
    throw new Error(`${name}: ${reason}\n${tails?.stdout ?? ''}`.trim(), { cause: error });
  }
}

function summary(states: ReadonlyMap<string, string>): string {
  return [...states].map(([name, state]) => `${name} ${state.split(':')[0]}`).join(', ');
}
