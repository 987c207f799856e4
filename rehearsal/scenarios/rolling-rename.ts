import { bastionOf, internalBootstrap, known, type StoryContext } from './context';
import { quorumRows, good, kafkaTool } from './vpc-tests';
import type { Step } from './story';
import { waitFor } from './wait';

/**
 * Brings the unique name to brokers that run already: over SSH, one broker at a time, each only when the others are in
 * sync again. It stands in for a rolling change by the app.
 */
export const renameBrokers: Step<StoryContext> = {
  name: 'brokers carry the unique name',
  run: async (context, { say, signal }) => {
    const { brokers, uniqueName: before } = known(context, 'plan');
    const after = known(context, 'uniqueName');
    const ssh = known(context, 'ssh');
    say('waiting until all are in sync');
    await waitFor(() => inSync(context), { seconds: 120, signal });
    for (const { name } of brokers) {
      say(`${name} restarts`);
      await ssh.read(name, renameScript(before, after), 180);
      say(`${name} has restarted, waiting until all are in sync`);
      await waitFor(() => inSync(context), { seconds: 120, signal });
    }
    const [first] = brokers;
    const server = `${first?.address ?? ''}:${known(context, 'plan').ports.external}`;
    return good(context, `UNIQUE_NAME=${after} sh bootstrap-test.sh ${server} external`);
  },
};

/** Puts the new file in place in one step, so that a broker never starts with half of one. */
function renameScript(before: string, after: string): string {
  const file = '/etc/kafka/server.properties';
  return [
    'set -e',
    `sed '/^advertised.listeners=/s/${before}/${after}/g' ${file} >${file}.new`,
    `grep -q '^advertised.listeners=.*${after}' ${file}.new`,
    `mv ${file}.new ${file}`,
    'systemctl restart kafka.service',
  ].join('\n');
}

/** @throws Error while a partition lacks a replica, or a broker lags behind the quorum */
async function inSync(context: StoryContext): Promise<void> {
  const server = `--bootstrap-server ${internalBootstrap(context)}`;
  const topics = kafkaTool('kafka-topics', `${server} --describe --under-replicated-partitions`);
  const replication = kafkaTool('kafka-metadata-quorum', `${server} describe --replication`);
  const text = await known(context, 'ssh').read(bastionOf(context), `${topics} && ${replication}`, 120);
  const under = text.split('\n').filter((line) => line.includes('\tPartition: ')).length;
  if (under > 0) throw new Error(`${under} partitions lack a replica`);
  const rows = quorumRows(text);
  // A few records of a quorum at work are on their way at any moment.
  const behind = known(context, 'plan').brokers.filter(
    ({ nodeId }) => !((rows.get(nodeId)?.lag ?? Infinity) <= 10),
  );
  if (behind.length > 0) throw new Error(`behind the quorum: ${behind.map(({ name }) => name).join(', ')}`);
}
