import { parseArgs } from 'node:util';

export const USAGE = `npm run expose -- [OPTION …] [FILE]

Gives the brokers of a cluster that runs already (cluster: existing in FILE, else KAFKA_CONFIG, else kafka.yaml) the
listener EXTERNAL: reads every broker's server.properties by SSH, shows each change, asks once, and restarts one broker
after another, each between two looks at the cluster. A broker that fails gets its file from before, and the others are
not touched. It can be ended and run again at any time; a broker that is right already is not restarted.

--var unique_name=NAME  the unique name that TiDB Cloud gave; TF_VAR_unique_name does as well, or the file's
--yes                   agrees to the changes: for pipelines. Without, and without a terminal, they are only shown
--by-hand               prints every step with its commands instead; needs no SSH
--allow-unavailable     restart also brokers with topics that cannot do without one of their replicas
--gate-timeout SECONDS  how long a broker may take to be back in sync, and the others to do without it (600)
--ssh-config FILE       in place of ~/.ssh/config

Exit codes: 0 every broker has it; 1 something is wrong; 2 nothing was changed, since nobody agreed. More: docs/existing-cluster.md
`;

/** What a person asks `npm run expose` for. */
export interface ExposeRequest {
  readonly files: readonly string[];
  readonly uniqueName: string | undefined;
  readonly yes: boolean;
  readonly byHand: boolean;
  readonly allowUnavailable: boolean;
  readonly gateTimeoutSeconds: number;
  readonly sshConfig: string | undefined;
  readonly help: boolean;
}

const OPTIONS = {
  var: { type: 'string', multiple: true, default: [] as string[] },
  yes: { type: 'boolean', short: 'y', default: false },
  'by-hand': { type: 'boolean', default: false },
  'allow-unavailable': { type: 'boolean', default: false },
  'gate-timeout': { type: 'string', default: '600' },
  'ssh-config': { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Reads the arguments. @throws Error with everything that is wrong about them */
export function readArguments(args: readonly string[], env: NodeJS.ProcessEnv): ExposeRequest {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  const given = values.var.map((one) => ({ one, name: /^unique_name=(.*)$/s.exec(one)?.[1] }));
  const timeout = values['gate-timeout'];
  const problems = [
    ...given
      .filter(({ name }) => name === undefined)
      .map(({ one }) => `--var takes unique_name=NAME, not '${one}'`),
    ...(/^[1-9]\d{0,5}$/.test(timeout)
      ? []
      : [`--gate-timeout must be a number of seconds, not '${timeout}'`]),
    ...(positionals.length > 1
      ? [`one deployment at a time, not also ${positionals.slice(1).join(', ')}`]
      : []),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return {
    files: positionals,
    uniqueName: given.at(-1)?.name ?? (env['TF_VAR_unique_name'] || undefined),
    yes: values.yes,
    byHand: values['by-hand'],
    allowUnavailable: values['allow-unavailable'],
    gateTimeoutSeconds: Number(timeout),
    sshConfig: values['ssh-config'],
    help: values.help,
  };
}
