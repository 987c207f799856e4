import type { Deployment } from '../config/deployments';
import { loadOrReport } from './with-deployments';

/** What a command that works on deployment files is asked for. */
interface Request {
  readonly files: readonly string[];
  readonly help: boolean;
}

/**
 * Reads what the program is asked for, and the deployment files.
 *
 * @param read throws an error when the arguments are wrong
 * @returns the exit code when nothing is left to do: help was asked for, or something is wrong, which was said
 */
export function requested<R extends Request>(
  read: (args: readonly string[]) => R,
  usage: string,
): (R & { readonly deployments: readonly Deployment[] }) | number {
  let request: R;
  try {
    request = read(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${usage}`);
    return 1;
  }
  if (request.help) {
    process.stdout.write(usage);
    return 0;
  }
  const deployments = loadOrReport(request.files);
  return deployments ? { ...request, deployments } : 1;
}
