import { type Deployment, deploymentFiles, loadDeployments } from '../../config/deployments';
import { formatProblems } from '../../config/problems/problem';
import { policiesHold } from '../../constructs/checks/policies';
import { userDataFits } from '../../constructs/checks/user-data-limit';

/** Loads the deployment files that `files` or `KAFKA_CONFIG` name. @throws ConfigError with all problems */
export function load(files: readonly string[]): readonly Deployment[] {
  return loadDeployments(deploymentFiles(files, process.env), [userDataFits, policiesHold]);
}

/** Prints the warnings about deployment files to standard error. */
export function warn(deployments: readonly Deployment[]): void {
  for (const { file, warnings } of deployments) {
    if (warnings.length > 0) process.stderr.write(`${formatProblems(file, warnings)}\n\n`);
  }
}

export function loadAndWarn(files: readonly string[]): readonly Deployment[] {
  const deployments = load(files);
  warn(deployments);
  return deployments;
}
