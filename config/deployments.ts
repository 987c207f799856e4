import { type Check, loadConfig } from './load';
import { ConfigError, type Problem } from './problems/problem';
import type { Config } from './schema';

const DEFAULT_FILE = 'kafka.yaml';

/** One deployment file, read and found valid. */
export interface Deployment {
  readonly file: string;
  readonly config: Config;
  readonly warnings: readonly Problem[];
}

/**
 * The deployment files of a command: its arguments, else `KAFKA_CONFIG` (several separated by commas), else
 * `kafka.yaml`.
 */
export function deploymentFiles(args: readonly string[], env: NodeJS.ProcessEnv): string[] {
  if (args.length > 0) return [...args];
  const named = (env['KAFKA_CONFIG'] ?? '').split(',').map((file) => file.trim());
  const files = named.filter((file) => file !== '');
  return files.length > 0 ? files : [DEFAULT_FILE];
}

/**
 * Loads deployment files.
 *
 * @param checks further rules, beyond those of `config/`
 * @throws ConfigError with the problems of all files, including names that several files have
 */
export function loadDeployments(files: readonly string[], checks: readonly Check[] = []): Deployment[] {
  const problems: Problem[] = [];
  const deployments: Deployment[] = [];
  for (const file of files) {
    try {
      deployments.push({ file, ...loadConfig(file, checks) });
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems.map((problem) => ({ file, ...problem })));
    }
  }
  problems.push(...sharedNames(deployments));
  if (problems.length > 0) throw new ConfigError(files.join(', '), problems);
  return deployments;
}

/** Stack, folder and state have the deployment's name: two with the same name would overwrite each other. */
function sharedNames(deployments: readonly Deployment[]): Problem[] {
  return deployments.flatMap(({ file, config: { name } }, index) => {
    const earlier = deployments.slice(0, index).find((other) => other.config.name === name);
    if (!earlier) return [];
    const message = `is also the name of the deployment in ${earlier.file}`;
    return [
      {
        severity: 'error',
        file,
        path: ['name'],
        message,
        value: name,
        fix: 'give each deployment its own name',
      },
    ];
  });
}
