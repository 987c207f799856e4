import { parseArgs } from 'node:util';

export const USAGE = `npm run passwords -- [FILE …]
npm run passwords -- --new USER [FILE]

Makes a password for every user of kafka.users that has none yet, as a Terraform variable in state/<name>, for the next
synthesis. The file there, which only you can read, is where the changefeed's password is looked up.

FILE   deployment files (KAFKA_CONFIG, else kafka.yaml)
--new  gives this user another password; raise kafka.secretsVersion to have it delivered
`;

/** What a person asks `npm run passwords` for. */
export interface PasswordsRequest {
  readonly files: readonly string[];
  /** Users that get another password. */
  readonly renewed: readonly string[];
  readonly help: boolean;
}

/** Reads the arguments. @throws Error when they are wrong */
export function readArguments(args: readonly string[]): PasswordsRequest {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      new: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return { files: positionals, renewed: values.new, help: values.help };
}
