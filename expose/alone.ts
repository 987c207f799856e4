import type { BrokerChange } from './change';
import type { Hosts } from './ssh';
import { lastLine, RollStopped } from './stopped';

/** Folder of `npx kafka-link expose` on a broker; readable by root only. */
export const BASE = '/var/lib/kafka-expose';
const TAKEN = 9;
/** The run with the lock sends a line every few seconds; without it, the lock is released. */
const LOCK =
  `umask 077; mkdir -p ${BASE}; exec 9>${BASE}/roll.lock; flock -n 9 || exit ${TAKEN}; echo held; ` +
  'while read -r -t 30 _; do :; done';

/**
 * Does its work while no other run changes brokers of this cluster. The permission to stop a broker keeps two operations
 * apart at each restart; this keeps two runs from changing the files in turns.
 *
 * @param work calls what it is given before each broker: that throws RollStopped once the lock is lost
 * @throws RollStopped while another run is in progress
 */
export async function alone(
  changes: readonly BrokerChange[],
  ssh: Hosts,
  work: (stillAlone: () => void) => Promise<void>,
): Promise<void> {
  const [first] = [...changes].sort((a, b) => a.broker.nodeId - b.broker.nodeId);
  if (!first) return;
  const { name, address } = first.broker;
  const over = new AbortController();
  let tell = (): void => undefined;
  const held = new Promise<undefined>((resolve) => (tell = () => resolve(undefined)));
  const onLine = (line: string): void => (line === 'held' ? tell() : undefined);
  const command = { words: ['bash', '-c', LOCK], alive: over.signal, onLine };
  const ended = ssh
    .run(address, command)
    .then((said) =>
      said.code === TAKEN
        ? `another npx kafka-link expose is running (it has the lock ${BASE}/roll.lock on ${name}): wait for its end`
        : `${name} cannot be locked: ${lastLine(said)}`,
    );
  const refusal = await Promise.race([held, ended]);
  if (refusal !== undefined) throw new RollStopped(refusal);
  let lost = false;
  void ended.then(() => (lost = true));
  try {
    await work(() => {
      if (!lost) return;
      throw new RollStopped(`the lock ${BASE}/roll.lock on ${name} is lost: run this again to continue`);
    });
  } finally {
    over.abort();
    await ended;
  }
}
