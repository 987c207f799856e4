import { type Config, newCluster } from '../../../config/schema';
import type { ScenarioContext } from '../context';
import { boot } from '../steps/boot';
import { apply, archives, synth } from '../steps/build';
import { clientStep } from '../steps/clients';
import { examine, examineFromClient } from '../steps/doctor';
import { accept, attachDomain, createEndpoint, renameBrokers } from '../steps/link';
import { open } from '../steps/open';
import { hardening } from '../steps/hardening';
import { metrics } from '../steps/metrics';
import { quorum } from '../steps/quorum';
import { reservedPorts } from '../steps/reserved-ports';
import { bastionTests, throughLoadBalancer } from '../steps/vpc-tests';
import type { Step } from '../scenario';

/** From nothing to a cluster that serves. */
export const build: readonly Step<ScenarioContext>[] = [open, archives, synth, apply, boot, quorum];

/** From a service to names that lead to its brokers. */
export const link: readonly Step<ScenarioContext>[] = [createEndpoint, accept, attachDomain, renameBrokers];

export const javaClient = clientStep('Java client through the private link', 'java');

/** The main job, from a deployment file to messages on TiDB Cloud's side. */
export function defaultScenario(config: Config): Step<ScenarioContext>[] {
  const { bastion, kafka } = newCluster(config);
  return [
    ...build,
    reservedPorts,
    hardening,
    ...(kafka.metrics ? [metrics] : []),
    // They are a person's on the bastion; where there is none, the clients below are the first to try.
    ...(bastion === false ? [] : [bastionTests, throughLoadBalancer]),
    ...link,
    javaClient,
    clientStep('another client through the private link', 'other'),
    examine,
    examineFromClient,
  ];
}
