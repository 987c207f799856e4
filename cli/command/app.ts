import type { Deployment } from '../../config/deployments';
import { loadAndWarn } from './deployments';
import { guardOutput } from './output';
import { report } from './report';

/** Does the work of an app of cdktf, whose arguments and `KAFKA_CONFIG` name deployment files. */
export function app(work: (deployments: readonly Deployment[]) => void): void {
  guardOutput();
  try {
    work(loadAndWarn(process.argv.slice(2)));
  } catch (error) {
    process.exitCode = report(error);
  }
}
