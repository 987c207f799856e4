import type { BrokerPlan } from '../plan/types';
import { type ExposeStep, renderExposeStep } from '../templates/expose/expose';
import type { BrokerChange } from './change';
import { alone, BASE } from './alone';
import type { Hosts, Said } from './ssh';
import { lastLine, RollStopped } from './stopped';

/** The step's script on a broker; readable by root only. */
const SCRIPT = `${BASE}/expose.sh`;
const UPLOAD = `umask 077 && mkdir -p ${BASE} && cat >${SCRIPT}.new && mv -f ${SCRIPT}.new ${SCRIPT}`;
/** Exit code of SSH itself. */
const NO_CONNECTION = 255;

/** Options of the rollout. */
export interface RollOptions extends Pick<ExposeStep, 'gateTimeoutSeconds' | 'allowUnavailable'> {
  /** Gets the output, line by line. */
  readonly say: (line: string) => void;
  /** How often, and after how many seconds, to reconnect. @default 60 times, after 5 s */
  readonly reconnect?: { readonly times: number; readonly afterSeconds: number };
}

/**
 * Changes one broker after another, while no other run does.
 *
 * @throws RollStopped at the first step that fails
 */
export function roll(changes: readonly BrokerChange[], ssh: Hosts, options: RollOptions): Promise<void> {
  return alone(changes, ssh, (stillAlone) => rollEach(changes, ssh, options, stillAlone));
}

async function rollEach(
  changes: readonly BrokerChange[],
  ssh: Hosts,
  options: RollOptions,
  stillAlone: () => void,
): Promise<void> {
  for (const [index, change] of changes.entries()) {
    stillAlone();
    const code = await bring(change, ssh, options);
    if (code === 0) continue;
    const left = changes.slice(index + 1).map(({ broker }) => broker.name);
    const rest = left.length > 0 ? `; not touched: ${left.join(', ')}` : '';
    throw new RollStopped(`${change.broker.name}: ${meaning(code)}${rest}`);
  }
}

/** @returns the exit code of the step */
async function bring({ broker, step }: BrokerChange, ssh: Hosts, options: RollOptions): Promise<number> {
  const { say, reconnect = { times: 60, afterSeconds: 5 } } = options;
  const { gateTimeoutSeconds, allowUnavailable } = options;
  const tell = (line: string) => say(`${broker.name}: ${line.replace(/^\d{4}-\d\d-\d\dT[\d:]+Z /, '')}`);
  const script = renderExposeStep({ ...step, gateTimeoutSeconds, allowUnavailable });
  const run = (...words: string[]) => ssh.run(broker.address, { words, onLine: tell });
  const uploaded = await ssh.run(broker.address, { words: ['sh', '-c', UPLOAD], input: script });
  if (uploaded.code !== 0) throw lost(broker, 'could not upload its step', uploaded);
  const started = await run('bash', SCRIPT, 'start');
  if (started.code === NO_CONNECTION || started.code === null) {
    throw lost(broker, 'its step may have started', started);
  }
  if (started.code !== 0) return started.code;
  for (let left = reconnect.times; ; left -= 1) {
    const followed = await run('bash', SCRIPT, 'follow');
    if (followed.code !== NO_CONNECTION && followed.code !== null) return followed.code;
    if (left === 0) throw lost(broker, 'its step finishes or reverts on its own', followed);
    tell(`the connection is lost; the step continues on its own: ${lastLine(followed)}`);
    await new Promise((resolve) => setTimeout(resolve, reconnect.afterSeconds * 1000));
  }
}

function meaning(code: number): string {
  switch (code) {
    case 75:
      return 'not possible now, see above; run this again later';
    case 78:
      return 'refused, see above';
    default:
      return 'failed, see above, also for whether it serves with its previous file';
  }
}

const lost = ({ name }: BrokerPlan, what: string, said: Said) =>
  new RollStopped(`${name}: ${what}: ${lastLine(said)}; run this again to continue`);
