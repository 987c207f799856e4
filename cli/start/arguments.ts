import { parseArgs } from 'node:util';

/** What a person asks `npm start` for. */
export interface StartRequest {
  help: boolean;
  /** The deployment file, if one is named. */
  files: readonly string[];
  /** Whether missing packages may be installed. */
  mayInstall: boolean;
}

export const USAGE = `npm start -- [FILE] [--no-install]

Synthesizes a deployment and does with it what this machine can do besides: applies it to a simulated cloud
(with terraform or tofu on PATH), or rehearses it with real Kafka (on Linux, as root). Says what it left out, and why.

FILE          the deployment file; else KAFKA_CONFIG, else kafka.yaml
--no-install  installs nothing; else apt-get brings what the rehearsal lacks
`;

/** Reads the arguments. @throws Error with what is wrong about them */
export function readArguments(args: readonly string[], env: NodeJS.ProcessEnv): StartRequest {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'no-install': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (positionals.length > 1) {
    throw new Error(`one deployment file at a time, not also ${positionals.slice(1).join(', ')}`);
  }
  // Without "--" before it, npm takes --no-install for a setting of its own.
  const takenByNpm = env['npm_config_install'] === '';
  return { help: values.help, files: positionals, mayInstall: !values['no-install'] && !takenByNpm };
}
