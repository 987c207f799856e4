import type { Deployment } from '../config/deployments';
import { planCluster } from '../plan/plan';
import { makeHostKeys, pinHostKeys } from './host-keys';
import { privateFiles } from './state-folder';

/** The names of a deployment's hosts; an existing cluster has none here. */
export function hostsOf({ config }: Deployment): string[] {
  if (config.cluster === 'existing') return [];
  const { bastion, brokers } = planCluster(config);
  return [...(bastion ? [bastion.name] : []), ...brokers.map(({ name }) => name)];
}

/**
 * Generates a host key for every host of a deployment that has none, in the folder of the state.
 *
 * @param pins public keys of running hosts; those of other deployments are ignored
 * @returns what was done, in a line
 */
export function provideHostKeys(deployment: Deployment, pins: Readonly<Record<string, string>>): string {
  const hosts = hostsOf(deployment);
  if (hosts.length === 0) return `${deployment.config.name} has no hosts of its own: nothing to do`;
  const file = privateFiles(deployment.config.name).hostKeys;
  const own = Object.fromEntries(Object.entries(pins).filter(([host]) => hosts.includes(host)));
  if (Object.keys(own).length > 0) pinHostKeys(file, own);
  const made = makeHostKeys(file, hosts);
  const pinned = Object.keys(own).map((host) => `pinned the key of ${host}`);
  const what = made.length > 0 ? `new keys for ${made.join(', ')}` : 'every host has its key';
  return `${file}: ${[...pinned, what].join(', ')}`;
}
