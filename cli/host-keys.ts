import type { Deployment } from '../config/deployments';
import { type HostKeysRequest, readArguments, USAGE } from './host-keys/arguments';
import { hostsOf, provideHostKeys } from '../secrets/provide-host-keys';
import { requested } from './request';

/**
 * `npm run host-keys`: an SSH host key for every host that has none yet, as Terraform variables beside the state. The
 * next synthesis puts them where Terraform finds them by itself.
 */
function main(): number {
  const request = requested(readArguments, USAGE);
  if (typeof request === 'number') return request;
  const { deployments } = request;
  const unknown = unknownHosts(deployments, request.pins);
  if (unknown.length > 0) {
    process.stderr.write(`--pin names no host of these deployments: ${unknown.join(', ')}\n`);
    return 1;
  }
  for (const deployment of deployments)
    process.stdout.write(`${provideHostKeys(deployment, request.pins)}\n`);
  return 0;
}

function unknownHosts(deployments: readonly Deployment[], pins: HostKeysRequest['pins']): string[] {
  const hosts = deployments.flatMap(hostsOf);
  return Object.keys(pins).filter((host) => !hosts.includes(host));
}

process.exitCode = main();
