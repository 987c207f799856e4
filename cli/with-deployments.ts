import { type Deployment, deploymentFiles, loadDeployments } from '../config/deployments';
import { ConfigError, formatProblems } from '../config/problem';
import { userDataFits } from '../constructs/user-data-limit';

/**
 * Runs a command on the deployment files that its arguments or `KAFKA_CONFIG` name. Warnings go to standard error. With
 * an invalid file, all problems go there, the command does not run and the exit code is 1.
 */
export function withDeployments(command: (deployments: readonly Deployment[]) => void): void {
  try {
    const deployments = loadDeployments(deploymentFiles(process.argv.slice(2), process.env), [userDataFits]);
    for (const { file, warnings } of deployments) {
      if (warnings.length > 0) process.stderr.write(`${formatProblems(file, warnings)}\n\n`);
    }
    command(deployments);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
