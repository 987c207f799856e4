import { LinkStop } from './stop';
import type { Connection, ConnectionState } from './tidb-cloud';
import type { World } from './world';

/**
 * Waits until a connection is in one of some states.
 *
 * @throws LinkStop when it fails, goes away, or takes longer than `--wait`
 */
export async function waitFor(
  { tidbCloud, waitSeconds, say }: World,
  connection: Connection,
  states: readonly ConnectionState[],
  hint: string,
): Promise<Connection> {
  const end = Date.now() + waitSeconds * 1000;
  const pause = Math.min(tidbCloud.pollSeconds, waitSeconds / 10) * 1000;
  for (let seen = connection, said = ''; ; seen = await tidbCloud.describe(seen.id)) {
    const { id, state, message } = seen;
    if (states.includes(state)) return seen;
    if (state === 'FAILED') throw new LinkStop(failed(id, message));
    if (state === 'DELETING') throw new LinkStop(`${id} is being deleted: run this again once it is gone`);
    if (Date.now() >= end) {
      const waited = `${id} is still ${state} after ${waitSeconds} s`;
      throw new LinkStop(
        `${waited}: ${hint}\nRun this again to continue here; to wait longer, use --wait SECONDS.`,
      );
    }
    if (said !== state) say(`${id} is ${state}, waiting for ${states.join(' or ')}`);
    said = state;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

function failed(id: string, message = 'TiDB Cloud shows no reason'): string {
  return (
    `${id} has FAILED: ${message}\n` +
    `fix: fix the cause, delete the connection (ticloud serverless private-link-connection delete), and run this again.\n` +
    `If its endpoint was rejected in the console, remove it from endpointService.acceptedEndpoints: the new connection has another one.`
  );
}
