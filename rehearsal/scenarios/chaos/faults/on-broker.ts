import type { NewBrokerPlan } from '../../../../plan/types';
import { builtPlan, known, type ScenarioContext } from '../../context';

/** The broker with this id. @throws Error when there is none */
export function brokerOf(context: ScenarioContext, nodeId: number): NewBrokerPlan {
  const found = builtPlan(context).brokers.find((broker) => broker.nodeId === nodeId);
  if (!found) throw new Error(`there is no broker ${nodeId}`);
  return found;
}

/** Runs a script as root on the host of a broker, past its network. @returns what it printed */
export async function onBroker(context: ScenarioContext, nodeId: number, script: string): Promise<string> {
  const { name } = brokerOf(context, nodeId);
  const host = known(context, 'lab').host(name);
  if (!host) throw new Error(`host ${name} does not run`);
  return (await host.exec(['bash', '-ec', script], { timeoutSec: 120 })).stdout;
}
