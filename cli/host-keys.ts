import type { Deployment } from '../config/deployments';
import { type HostKeysRequest, readArguments, USAGE } from './host-keys/arguments';
import { hostsOf, provideHostKeys } from './host-keys/provide';
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
  for (const deployment of deployments)
    process.stdout.write(`${provideHostKeys(deployment, request.pins)}\n`);
  return 0;
}

function unknownHosts(deployments: readonly Deployment[], pins: HostKeysRequest['pins']): string[] {
  const hosts = deployments.flatMap(hostsOf);
  return Object.keys(pins).filter((host) => !hosts.includes(host));
}

process.exitCode = main();
