import { newCluster } from '../../../../config/schema';
import { known, type ScenarioContext } from '../../context';
import { applyWith } from '../../steps/killed-apply';
import { redeploy } from '../../terraform/redeploy';
import type { Changes } from '../../terraform/rehearsed-file';
import type { StepTools } from '../../scenario';
import type { Fault } from '../fault';
import { onBroker } from './on-broker';

const PROPERTY = 'num.io.threads';

/** Another value of a property that Kafka reads at its start, so that every broker restarts once. */
function nextProperty(context: ScenarioContext): Partial<Changes> {
  const { properties = {} } = newCluster(known(context, 'config')).kafka;
  const threads = Number(properties[PROPERTY] ?? 8) + 1;
  const { fields } = known(context, 'changes');
  return { fields: { ...fields, 'kafka.properties': { ...properties, [PROPERTY]: String(threads) } } };
}

/** While a rolling change has stopped one broker, another dies: two are down, and the change waits for both. */
export const changeDuringFault: Fault = {
  name: 'kill -9 of Kafka while a rolling change has stopped another broker',
  strikes: 'broker',
  takes: 180,
  lasts: 0,
  gap: 90,
  heals: 120,
  findings: ['kafka-stopped', 'broker-fenced', 'under-replicated', 'under-min-isr'],
  strike: async (context, nodeId, { say }) => {
    let kill = (): void => undefined;
    const died = new Promise<void>((resolve) => (kill = resolve));
    // The failure belongs to whoever waits for the end.
    const applied = applyWith(
      context,
      nextProperty(context),
      {
        at: new RegExp(`^(?!${nodeId}: )\\d+: stopping Kafka`),
        kill: async () => {
          await onBroker(context, nodeId, 'systemctl kill --signal=KILL kafka.service');
          kill();
        },
      },
      say,
    );
    await Promise.race([died, applied]);
    return async () => {
      const failure = await applied;
      if (failure !== undefined) throw new Error(`the apply has failed: ${failure}`);
    };
  },
};

/** Terraform is killed while it changes a broker, SSH during the next apply; the third one completes the change. */
export const applyKilled: Fault = {
  name: 'Terraform and SSH killed in the middle of an apply',
  strikes: 'broker',
  takes: 240,
  lasts: 0,
  gap: 60,
  heals: 120,
  findings: ['configuration-differs', 'configuration-not-loaded', 'kafka-stopped'],
  strike: async (context, nodeId, { say }: StepTools) => {
    const terraform = await applyWith(
      context,
      nextProperty(context),
      {
        at: new RegExp(`^${nodeId}: stopping Kafka`),
        kill: async (_, running) => running.abort(),
      },
      say,
    );
    if (terraform === undefined) throw new Error('the apply has not failed although Terraform was killed');
    return async () => {
      // What Terraform had begun on the host goes on without it. The next apply asks there how far that is.
      const ssh = await applyWith(
        context,
        {},
        {
          at: new RegExp(`^${nodeId}: (?!Connecting|Using)`),
          kill: () => killSessions(context, nodeId),
        },
        say,
      );
      if (ssh !== undefined) await redeploy(context, {}, { say });
    };
  },
};

/** Ends every session of root on the host. */
async function killSessions(context: ScenarioContext, nodeId: number): Promise<void> {
  await onBroker(context, nodeId, 'kill -9 $(pgrep -f "^sshd: root")');
}
