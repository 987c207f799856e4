import { parseArgs } from 'node:util';
import type { Endpoint } from '../../plan/types';

export const USAGE = `npm run doctor -- [FILE …] [--var NAME=VALUE …] [--json]
npm run doctor -- [FILE] --from-client HOST:PORT [--var unique_name=NAME] [--json]

Examines a deployment that was applied, from here, from its bastion and from each broker, and changes nothing. The first
line of the report names the cause of all. It takes less than a minute.

FILE           deployment files (KAFKA_CONFIG, else kafka.yaml)
--var          a variable as given to terraform apply, such as ssh_private_key_file=FILE; TF_VAR_… count as well
--from-client  only what a client finds behind this bootstrap address: each broker's name, port and node id
--json         the report for a program

Exit codes: 0 healthy, 1 faults or not examined, 2 warnings only.
`;

/** What a person asks `npm run doctor` for. */
export interface DoctorRequest {
  readonly files: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  /** Bootstrap address of a client. */
  readonly fromClient?: Endpoint;
  readonly json: boolean;
  readonly help: boolean;
}

/** Reads the arguments. @throws Error with everything that is wrong about them */
export function readArguments(args: readonly string[], env: NodeJS.ProcessEnv): DoctorRequest {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      var: { type: 'string', multiple: true, default: [] },
      'from-client': { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const given = values.var.map((one) => /^(\w+)=(.*)$/s.exec(one));
  const client = values['from-client'];
  const fromClient = client === undefined ? undefined : readEndpoint(client);
  const problems = [
    ...values.var
      .filter((_, index) => !given[index])
      .map((one) => `--var '${one}' is not NAME=VALUE, such as unique_name=abc123`),
    ...(client !== undefined && !fromClient
      ? [`--from-client '${client}' is not HOST:PORT, such as b1.abc123.alicloud.plc.tidbcloud.com:9092`]
      : []),
    ...(client !== undefined && positionals.length > 1 ? ['--from-client takes one deployment file'] : []),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return {
    files: positionals,
    variables: { ...fromEnvironment(env), ...Object.fromEntries(given.map((one) => [one?.[1], one?.[2]])) },
    fromClient,
    json: values.json,
    help: values.help,
  };
}

function readEndpoint(text: string): Endpoint | undefined {
  const match = /^([A-Za-z0-9._-]+):(\d{1,5})$/.exec(text);
  const port = Number(match?.[2]);
  return match && port >= 1 && port <= 65535 ? { host: match[1] ?? '', port } : undefined;
}

function fromEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const found = Object.entries(env).flatMap(([name, value]) =>
    name.startsWith('TF_VAR_') && value !== undefined ? [[name.slice('TF_VAR_'.length), value] as const] : [],
  );
  return Object.fromEntries(found);
}
