import { join } from 'node:path';
import { HOST_KEYS_FILE } from '../constructs/carried-files';
import type { Deployment } from '../config/deployments';
import { planCluster } from '../plan/plan';
import { type HostKeysRequest, readArguments, USAGE } from './host-keys/arguments';
import { makeHostKeys, pinHostKeys } from './host-keys/files';
import { loadOrReport } from './with-deployments';

/**
 * `npm run host-keys`: an SSH host key for every host that has none yet, as Terraform variables beside the state. The
 * next synthesis puts them where Terraform finds them by itself.
 */
function main(): number {
  let request: HostKeysRequest;
  try {
    request = readArguments(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${USAGE}`);
    return 1;
  }
  if (request.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const deployments = loadOrReport(request.files);
  if (!deployments) return 1;
  const unknown = unknownHosts(deployments, request.pins);
  if (unknown.length > 0) {
    process.stderr.write(`--pin names no host of these deployments: ${unknown.join(', ')}\n`);
    return 1;
  }
  for (const deployment of deployments) process.stdout.write(`${provide(deployment, request.pins)}\n`);
  return 0;
}

function hostsOf({ config }: Deployment): string[] {
  const { bastion, brokers } = planCluster(config);
  return [...(bastion ? [bastion.name] : []), ...brokers.map(({ name }) => name)];
}

function unknownHosts(deployments: readonly Deployment[], pins: HostKeysRequest['pins']): string[] {
  const hosts = deployments.flatMap(hostsOf);
  return Object.keys(pins).filter((host) => !hosts.includes(host));
}

/** @returns what was done, in a line */
function provide(deployment: Deployment, pins: HostKeysRequest['pins']): string {
  const hosts = hostsOf(deployment);
  const file = join('state', deployment.config.name, HOST_KEYS_FILE);
  const own = Object.fromEntries(Object.entries(pins).filter(([host]) => hosts.includes(host)));
  if (Object.keys(own).length > 0) pinHostKeys(file, own);
  const made = makeHostKeys(file, hosts);
  const pinned = Object.keys(own).map((host) => `${host} is pinned`);
  const what = made.length > 0 ? `new keys for ${made.join(', ')}` : 'every host has its key';
  return `${file}: ${[...pinned, what].join(', ')}`;
}

process.exitCode = main();
