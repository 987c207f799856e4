import { parseArgs } from 'node:util';
import { LinkStop } from '../link/stop';

export const USAGE = `npm run link -- [OPTION …] [FILE]

Connects a deployment (FILE, else KAFKA_CONFIG, else kafka.yaml) with TiDB Cloud: builds what the file says, creates the
private link connection, accepts it, attaches the domain, and brings the unique name to the brokers. It asks before every
change, and can be ended and run again at any time. Without ticloud, it prints what you do in TiDB Cloud, and asks for the answers.

--yes              agrees to every change: for pipelines
--var NAME=VALUE   a Terraform variable (repeatable); TF_VAR_NAME does as well
--wait SECONDS     how long to wait for TiDB Cloud at a time (900)
--endpoint ID      the endpoint to accept (ep-…), where ticloud does not tell it
--no-doctor        ends without looking at the running deployment

Exit codes: 0 the link stands; 1 something is wrong; 2 a change or an answer is needed, and nobody gave it; 3 TiDB Cloud is
not ready yet: run it again. More: docs/tidb-cloud.md
`;

/** What a person asks `npm run link` for. */
export interface LinkRequest {
  files: string[];
  yes: boolean;
  variables: Record<string, string>;
  waitSeconds: number;
  endpointId: string | undefined;
  doctor: boolean;
  help: boolean;
}

const OPTIONS = {
  yes: { type: 'boolean', short: 'y', default: false },
  var: { type: 'string', multiple: true, default: [] as string[] },
  wait: { type: 'string', default: '900' },
  endpoint: { type: 'string' },
  'no-doctor': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Reads the arguments. @throws LinkStop with everything that is wrong about them */
export function readArguments(args: readonly string[]): LinkRequest {
  const { values, positionals } = parsed(args);
  const problems: string[] = [];
  const pairs = (values.var ?? []).map((pair) => /^([A-Za-z]\w*)=(.*)$/s.exec(pair) ?? pair);
  for (const pair of pairs) if (typeof pair === 'string') problems.push(`--var '${pair}' is not NAME=VALUE`);
  if (!/^\d{1,6}$/.test(values.wait))
    problems.push(`--wait must be a number of seconds, not '${values.wait}'`);
  if (values.endpoint !== undefined && !/^ep-[a-z0-9]+$/.test(values.endpoint)) {
    problems.push(`--endpoint must be an id such as ep-t4nexample, not '${values.endpoint}'`);
  }
  if (positionals.length > 1)
    problems.push(`one deployment at a time, not also ${positionals.slice(1).join(', ')}`);
  if (problems.length > 0) throw new LinkStop(problems.join('\n'));
  return {
    files: positionals,
    yes: values.yes,
    variables: Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value])),
    waitSeconds: Number(values.wait),
    endpointId: values.endpoint,
    doctor: !values['no-doctor'],
    help: values.help,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  } catch (error) {
    throw new LinkStop(`${(error as Error).message}\n\n${USAGE}`);
  }
}
