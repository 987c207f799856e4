import { known, type ScenarioContext } from '../context';
import { internal, kafkaCommand, readOn, toolHost } from '../lab/hosts';
import { reboot } from '../lab/reboot';
import { redeploy } from '../terraform/redeploy';
import { boot } from '../steps/boot';
import { inSync } from '../steps/quorum';
import type { Step, StepTools } from '../scenario';
import { waitFor } from '../lab/wait';
import { build } from './default';

const MESSAGES = 5000;
const TOPIC = 'kept';

/** Everything that switches hosts or scripts off and on again, and keeps every message. */
export const power = (): Step<ScenarioContext>[] => [
  ...build,
  write,
  surviving('the bootstrap runs again beside Kafka, then with it', async (context) => {
    const name = broker(context, 0);
    await readOn(context, name, '/usr/local/sbin/kafka-bootstrap', 120);
    await readOn(context, name, 'systemctl restart kafka-bootstrap.service kafka.service', 180);
  }),
  surviving('a host reboots', async (context, { signal }) => {
    await reboot(context, broker(context, 1), signal);
  }),
  surviving('the cloud stops and starts a host', async (context) => {
    const last = known(context, 'plan').brokers.at(-1);
    const fields = { maintain: last?.nodeId, 'brokerDefaults.instanceType': 'ecs.g7.xlarge' };
    await redeploy(context, { fields });
  }),
];

/** Writes messages whose content is known, so that all of them can be told from most of them. */
export const write: Step<ScenarioContext> = {
  name: 'messages are written',
  run: async (context) => {
    const create = kafkaCommand(
      'kafka-topics',
      `${internal(context)} --topic ${TOPIC} --create --partitions 6`,
    );
    const server = internal(context, { option: '--producer.config' });
    const to = `${server} --topic ${TOPIC} --producer-property acks=all`;
    const produce = kafkaCommand('kafka-console-producer', to);
    await readOn(context, toolHost(context), `set -e\n${create}\nseq ${MESSAGES} | ${produce}`, 150);
    return `${MESSAGES} messages, SHA-256 ${await digest(context)}`;
  },
};

/** A step that lets something happen, waits until all are in sync again, and reads every message back. */
export function surviving(
  name: string,
  happen: (context: ScenarioContext, tools: StepTools) => Promise<void>,
): Step<ScenarioContext> {
  return {
    name,
    run: async (context, tools) => {
      const before = await digest(context);
      await happen(context, tools);
      await boot.run(context, tools);
      await waitFor(() => inSync(context), { seconds: 120, every: 2, signal: tools.signal });
      const after = await digest(context);
      if (after !== before) throw new Error(`SHA-256 of all messages was ${before}, now ${after}`);
      return `SHA-256 of all messages is still ${after.slice(0, 12)}…`;
    },
  };
}

/**
 * Checksum of all messages in the order of their content; duplicates would change it as well as losses. A consumer that has
 * been silent for a while gives up, so a machine that is busy may take a second one.
 */
const digest = (context: ScenarioContext): Promise<string> =>
  waitFor(() => readAll(context), { seconds: 60 });

async function readAll(context: ScenarioContext): Promise<string> {
  const server = internal(context, { option: '--consumer.config' });
  const from = `${server} --topic ${TOPIC} --from-beginning --timeout-ms 8000`;
  const read = kafkaCommand('kafka-console-consumer', from);
  const script = `${read} 2>/dev/null | sort -n | tee /tmp/messages | sha256sum; wc -l </tmp/messages`;
  const [sum = '', count = ''] = (await readOn(context, toolHost(context), script, 150)).trim().split('\n');
  if (Number(count) !== MESSAGES) throw new Error(`${count} messages instead of ${MESSAGES}`);
  return sum.split(' ')[0] ?? '';
}

function broker(context: ScenarioContext, index: number): string {
  return known(context, 'plan').brokers[index]?.name ?? '';
}
