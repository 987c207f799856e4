import type { BrokerPlan } from '../plan/types';
import { type ExposeStep, renderExposeStep } from '../templates/expose/expose';
import type { BrokerChange } from './change';
import { alone, BASE } from './alone';
import type { Hosts, Said } from './ssh';
import { lastLine, RollStopped } from './stopped';

/** Where the step of a broker lies; readable by root only. */
const SCRIPT = `${BASE}/expose.sh`;
const UPLOAD = `umask 077 && mkdir -p ${BASE} && cat >${SCRIPT}.new && mv -f ${SCRIPT}.new ${SCRIPT}`;
/** Of SSH itself. */
const NO_CONNECTION = 255;

/** How the brokers take their turns. */
export interface RollOptions extends Pick<ExposeStep, 'gateTimeoutSeconds' | 'allowUnavailable'> {
  /** Is told what happens, line by line. */
  readonly say: (line: string) => void;
  /** How often, and after how many seconds, a lost connection is made anew. @default 60 times, after 5 s */
  readonly reconnect?: { readonly times: number; readonly afterSeconds: number };
}

/**
 * Brings one broker after another to its new file; nobody else does at the same time.
 *
 * @throws RollStopped at the first that does not get there
 */
export function roll(changes: readonly BrokerChange[], ssh: Hosts, options: RollOptions): Promise<void> {
  return alone(changes, ssh, () => rollEach(changes, ssh, options));
}

async function rollEach(changes: readonly BrokerChange[], ssh: Hosts, options: RollOptions): Promise<void> {
  for (const [index, change] of changes.entries()) {
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
  if (uploaded.code !== 0) throw lost(broker, 'its step could not be uploaded', uploaded);
  const started = await run('bash', SCRIPT, 'start');
  if (started.code === NO_CONNECTION || started.code === null) {
    throw lost(broker, 'its step may have begun', started);
  }
  if (started.code !== 0) return started.code;
  for (let left = reconnect.times; ; left -= 1) {
    const followed = await run('bash', SCRIPT, 'follow');
    if (followed.code !== NO_CONNECTION && followed.code !== null) return followed.code;
    if (left === 0) throw lost(broker, 'its step ends or reverts by itself', followed);
    tell(`the connection is lost, the step goes on by itself: ${lastLine(followed)}`);
    await new Promise((resolve) => setTimeout(resolve, reconnect.afterSeconds * 1000));
  }
}

function meaning(code: number): string {
  switch (code) {
    case 75:
      return 'not now, see above; run this again';
    case 78:
      return 'refused, see above';
    default:
      return 'it failed, see above: whether it serves with its file from before stands there';
  }
}

const lost = ({ name }: BrokerPlan, what: string, said: Said) =>
  new RollStopped(`${name}: ${what}: ${lastLine(said)}; run this again to go on`);
