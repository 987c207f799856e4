import { parseArgs } from 'node:util';
import type { RotationStep } from '../../secrets/internal-ca/rotation';

export const USAGE = `npm run internal-certificates -- [FILE …]
npm run internal-certificates -- --renew | --new-ca | --forget-old-ca [FILE …]

Makes the private CA of deployments with kafka.internalTls, and a certificate for every host that has none that is right
for 30 more days, as Terraform variables in state/<name>, for the next synthesis. The CA's own key stays beside them, in
internal-ca.json; all of it only you can read. Raise kafka.secretsVersion to have hosts that run get what has changed.

FILE             deployment files (KAFKA_CONFIG, else kafka.yaml)
--renew          gives every host another certificate, of the new CA once there is one
--new-ca         makes another CA, which hosts trust besides the present one
--forget-old-ca  lets hosts trust the new CA alone

Another CA takes an apply after each of --new-ca, --renew and --forget-old-ca. More: docs/runbooks/internal-tls.md
`;

/** What a person asks `npm run internal-certificates` for. */
export interface InternalCertificatesRequest {
  readonly files: readonly string[];
  readonly turn?: RotationStep;
  readonly help: boolean;
}

const TURNS: readonly RotationStep[] = ['renew', 'new-ca', 'forget-old-ca'];

/** Reads the arguments. @throws Error when they are wrong */
export function readArguments(args: readonly string[]): InternalCertificatesRequest {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      renew: { type: 'boolean', default: false },
      'new-ca': { type: 'boolean', default: false },
      'forget-old-ca': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const turns = TURNS.filter((turn) => values[turn]);
  if (turns.length > 1) {
    throw new Error(
      `${turns.map((turn) => `--${turn}`).join(' and ')} take an apply in between: one at a time`,
    );
  }
  return { files: positionals, turn: turns[0], help: values.help };
}
