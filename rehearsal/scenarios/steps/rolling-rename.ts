import { known, type StoryContext } from '../context';
import { readOn } from '../hosts';
import { inSync } from './quorum';
import type { Step } from '../story';
import { good } from './vpc-tests';
import { waitFor } from '../wait';

/**
 * Brings the unique name to brokers that run already: one broker at a time, each only when the others are in
 * sync again. It stands in for a rolling change by the app.
 */
export const renameBrokers: Step<StoryContext> = {
  name: 'brokers carry the unique name',
  run: async (context, { say, signal }) => {
    const { brokers, uniqueName: before } = known(context, 'plan');
    const after = known(context, 'uniqueName');
    say('waiting until all are in sync');
    await waitFor(() => inSync(context), { seconds: 120, signal });
    for (const { name } of brokers) {
      say(`${name} restarts`);
      await readOn(context, name, renameScript(before, after), 180);
      say(`${name} has restarted, waiting until all are in sync`);
      await waitFor(() => inSync(context), { seconds: 120, signal });
    }
    const [first] = brokers;
    if (!known(context, 'plan').bastion) return `${brokers.length} brokers have restarted`;
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
