import { known, type ScenarioContext } from '../context';
import { internal, type InternalOptions, kafkaCommand, kafkaTool, readOn, toolHost } from '../lab/hosts';
import type { Step, StepTools } from '../scenario';
import { waitFor } from '../lab/wait';

export const quorum: Step<ScenarioContext> = {
  name: 'quorum ready',
  run: (context, { signal }) =>
    waitFor(
      async () => {
        const rows = quorumRows(await kafkaTool(context, 'kafka-metadata-quorum', replication(context)));
        const missing = known(context, 'plan').brokers.filter(({ nodeId }) => rows.get(nodeId)?.lag !== 0);
        if (missing.length > 0) {
          throw new Error(`not caught up with the quorum: ${missing.map(({ name }) => name).join(', ')}`);
        }
        return `node ${leaderOf(rows) ?? '?'} leads, ${rows.size} nodes are caught up`;
      },
      { seconds: 90, every: 2, signal },
    ),
};

/** Node id of the controller that leads. @throws Error when nobody knows */
export async function quorumLeader(context: ScenarioContext): Promise<number> {
  const rows = quorumRows(await kafkaTool(context, 'kafka-metadata-quorum', replication(context)));
  const leader = leaderOf(rows);
  if (leader === undefined) throw new Error('the quorum has no leader');
  return leader;
}

/** @throws Error while a partition lacks a replica, or a broker lags behind the quorum */
export async function inSync(context: ScenarioContext): Promise<void> {
  const topics = kafkaCommand(
    'kafka-topics',
    `${internal(context)} --describe --under-replicated-partitions`,
  );
  const quorum = kafkaCommand('kafka-metadata-quorum', replication(context));
  const text = await readOn(context, toolHost(context), `${topics} && ${quorum}`, 150);
  const under = text.split('\n').filter((line) => line.includes('\tPartition: ')).length;
  if (under > 0) throw new Error(`${under} partitions lack a replica`);
  const rows = quorumRows(text);
  // A few records of a quorum at work are on their way at any moment.
  const behind = known(context, 'plan').brokers.filter(
    ({ nodeId }) => !((rows.get(nodeId)?.lag ?? Infinity) <= 10),
  );
  if (behind.length > 0) throw new Error(`behind the quorum: ${behind.map(({ name }) => name).join(', ')}`);
}

/** Waits until every broker serves and has all in sync. @throws Error with what is still missing after that time */
export async function allInSync(
  context: ScenarioContext,
  { signal }: StepTools,
  seconds = 120,
): Promise<void> {
  const all = async () => {
    await inSync(context);
    // A broker that has just been restarted lacks nothing yet.
    const alive = await countedOn(context);
    const missing = known(context, 'plan').brokers.filter(({ nodeId }) => !alive.includes(nodeId));
    if (missing.length > 0) throw new Error(`still fenced: ${missing.map(({ name }) => name).join(', ')}`);
  };
  await waitFor(all, { seconds, signal });
}

/** Node ids of the brokers that are registered and not fenced, in the eyes of whoever is asked. */
export async function countedOn(context: ScenarioContext, asked: InternalOptions = {}): Promise<number[]> {
  const text = await kafkaTool(context, 'kafka-broker-api-versions', internal(context, asked));
  return [...text.matchAll(/\(id: (\d+) /g)].map(([, id]) => Number(id));
}

/** Reads `describe --replication`, whose columns differ by version. */
export function quorumRows(text: string): Map<number, { lag: number; status: string }> {
  const [head = [], ...rows] = text
    .split('\n')
    .filter((line) => /^(NodeId|\d+)\s/.test(line))
    .map((line) => line.trim().split(/\s+/));
  const cell = (row: string[], name: string) => row[head.indexOf(name)] ?? '';
  return new Map(
    rows.map((row) => [Number(row[0]), { lag: Number(cell(row, 'Lag')), status: cell(row, 'Status') }]),
  );
}

function leaderOf(rows: ReturnType<typeof quorumRows>): number | undefined {
  return [...rows].find(([, { status }]) => status === 'Leader')?.[0];
}

function replication(context: ScenarioContext): string {
  return `${internal(context)} describe --replication`;
}
