import { ConfigError, type Problem } from '../config/problems/problem';
import { changeOf, type BrokerChange } from './change';
import type { ExistingCluster } from './cluster';
import { inspect } from './inspect';
import type { Hosts } from './ssh';
import type { ExistingHostsPlan } from '../plan/types';

/**
 * Reads every broker's file and computes the new ones. Changes nothing.
 *
 * @param file of the deployment, to show in problems
 * @returns the changes in their order: those that an earlier run has begun first, then by node id
 * @throws ConfigError with every problem of every broker
 */
export async function prepare(
  cluster: ExistingCluster,
  hosts: ExistingHostsPlan,
  ssh: Hosts,
  file: string,
): Promise<BrokerChange[]> {
  const found = await Promise.all(
    cluster.plan.brokers.map(async (broker) => {
      const inspected = await inspect(ssh, broker, hosts);
      return isProblems(inspected) ? inspected : changeOf(cluster, hosts, broker, inspected);
    }),
  );
  const problems = found.filter(isProblems).flat();
  if (problems.length > 0) throw new ConfigError(file, problems);
  const changes = found.flatMap((one) => (isProblems(one) ? [] : [one]));
  return changes.sort((a, b) => Number(b.unfinished) - Number(a.unfinished));
}

const isProblems = (found: object): found is Problem[] => Array.isArray(found);
