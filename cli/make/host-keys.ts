import { command } from '../command';
import { values } from '../command/options';
import { deploymentsQuietly } from '../command/takes-deployments';
import { UsageError } from '../command/usage-error';

/** Reads `HOST=TYPE KEY`; a comment behind the key is left out. */
export function pin(text: string): readonly [host: string, key: string] {
  const [, host, key] = /^([^=]+)=((?:ssh|ecdsa)-\S+ [A-Za-z0-9+/=]+)(?: .*)?$/.exec(text) ?? [];
  if (host === undefined || key === undefined) {
    throw new UsageError(`takes HOST=TYPE KEY, such as broker-node1=ssh-ed25519 AAAA…, not '${text}'`);
  }
  return [host, key];
}

export default command({
  name: 'host-keys',
  summary: 'Creates an SSH host key for every host that has none.',
  text: 'Writes them as Terraform variables to state/<name>, for the next synthesis.',
  takes: deploymentsQuietly,
  options: {
    pin: values(
      'HOST=TYPE KEY',
      'use the public key of a running host, as you read it on that host: /etc/ssh/ssh_host_ed25519_key.pub',
      pin,
    ),
  },
  examples: [
    ['npx kafka-link host-keys', 'keys for all hosts of kafka.yaml'],
    ["npx kafka-link host-keys --pin 'broker-node1=ssh-ed25519 AAAA…'", 'a host that runs already'],
  ],
  run: async (request) => {
    const { hostsOf, provideHostKeys } = await import('../../secrets/provide-host-keys');
    const pins = Object.fromEntries(request.options.pin);
    const hosts = request.deployments.flatMap(hostsOf);
    const unknown = Object.keys(pins).filter((host) => !hosts.includes(host));
    if (unknown.length > 0) {
      throw new UsageError(
        `--pin names no host of these deployments: ${unknown.join(', ')}; hosts: ${hosts.join(', ')}`,
      );
    }
    for (const one of request.deployments) process.stdout.write(`${provideHostKeys(one, pins)}\n`);
  },
});
