import { type Deployment, deploymentFiles, loadDeployments } from '../config/deployments';
import { ConfigError, formatProblems } from '../config/problems/problem';
import { userDataFits } from '../constructs/checks/user-data-limit';
import { policiesHold } from '../constructs/checks/policies';

/**
 * Runs a command on the deployment files that `files` or `KAFKA_CONFIG` name, unless one is invalid. Warnings go to
 * standard error.
 *
 * @param files the arguments of the program, unless told
 * @returns what the command does; undefined with an invalid file
 */
export function withDeployments<T>(
  command: (deployments: readonly Deployment[]) => T,
  files: readonly string[] = process.argv.slice(2),
): T | undefined {
  const deployments = loadOrReport(files);
  for (const { file, warnings } of deployments ?? []) {
    if (warnings.length > 0) process.stderr.write(`${formatProblems(file, warnings)}\n\n`);
  }
  return deployments && command(deployments);
}

/**
 * Loads the deployment files that `files` or `KAFKA_CONFIG` name. With an invalid file, all problems go to standard
 * error, the exit code is 1 and there is no result.
 */
export function loadOrReport(files: readonly string[]): readonly Deployment[] | undefined {
  try {
    return loadDeployments(deploymentFiles(files, process.env), [userDataFits, policiesHold]);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
    return undefined;
  }
}
