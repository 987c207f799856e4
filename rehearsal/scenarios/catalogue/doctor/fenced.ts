import type { BrokerPlan } from '../../../../plan/types';
import { builtPlan, known, type ScenarioContext } from '../../context';
import { readOn } from '../../lab/hosts';
import { allInSync, countedOn, quorumLeader } from '../../steps/quorum';
import type { Step, StepTools } from '../../scenario';
import { waitFor } from '../../lab/wait';
import { fault } from './fault';

const TABLE = 'table inet doctor-rehearsal';

/** The leader of the quorum is struck: it goes on telling what it knew last, and the others wait for its answers. */
export function leaderFenced(): Step<ScenarioContext> {
  let struck: BrokerPlan | undefined;
  const onStruck = (context: ScenarioContext, script: string) =>
    readOn(context, struck?.name ?? '', `set -e\n${script}`);
  return fault('a broker is fenced', {
    // It runs and takes connections, but its heartbeats reach no controller.
    make: async (context, tools) => {
      const { brokers, ports } = builtPlan(context);
      const leader = await quorumLeader(context);
      struck = brokers.find(({ nodeId }) => nodeId === leader);
      await onStruck(
        context,
        `nft -f - <<'RULES'
${TABLE} {
  chain output { type filter hook output priority 0; oifname != "lo" tcp dport ${ports.controller} drop; }
  chain input { type filter hook input priority 0; iifname != "lo" tcp dport ${ports.controller} drop; }
}
RULES`,
      );
      await untilFenced(context, leader, tools);
    },
    words: /✗ kafka: broker-node\d is fenced or not registered/,
    repair: async (context, tools) => {
      await onStruck(context, `nft delete ${TABLE}`);
      await allInSync(context, tools);
    },
  });
}

async function untilFenced(context: ScenarioContext, nodeId: number, { signal }: StepTools): Promise<void> {
  const other = known(context, 'plan').brokers.find((broker) => broker.nodeId !== nodeId)?.internal;
  const fenced = async () => {
    const alive = await countedOn(context, { server: `${other?.host}:${other?.port}` });
    if (alive.includes(nodeId)) throw new Error(`node ${nodeId} is not fenced yet`);
  };
  await waitFor(fenced, { seconds: 60, signal });
}
