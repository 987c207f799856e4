import { parseArgs } from 'node:util';

export const USAGE = `npm run host-keys -- [FILE …]
npm run host-keys -- --pin 'HOST=TYPE KEY' [FILE]

Makes the SSH host key of every host that has none yet, as Terraform variables in state/<name>, for the next synthesis.

FILE   deployment files (KAFKA_CONFIG, else kafka.yaml); each host without a key gets one
--pin  takes over the public key of a host that runs, as you have seen it on the host: /etc/ssh/ssh_host_ed25519_key.pub
`;

/** What a person asks `npm run host-keys` for. */
export interface HostKeysRequest {
  files: string[];
  /** Public keys of hosts that run, by host. */
  pins: Record<string, string>;
  help: boolean;
}

/** Reads the arguments. @throws Error with everything that is wrong about them */
export function readArguments(args: readonly string[]): HostKeysRequest {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      pin: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const pins = values.pin.map((pin) => /^([^=]+)=((?:ssh|ecdsa)-\S+ [A-Za-z0-9+/=]+)(?: .*)?$/.exec(pin));
  const wrong = values.pin.filter((_, index) => !pins[index]);
  if (wrong.length > 0) {
    throw new Error(
      wrong
        .map((pin) => `--pin '${pin}' is not HOST=TYPE KEY, such as broker-node1=ssh-ed25519 AAAA…`)
        .join('\n'),
    );
  }
  const pinned = Object.fromEntries(pins.map((match) => [match?.[1] ?? '', match?.[2] ?? '']));
  return { files: positionals, pins: pinned, help: values.help };
}
