import type { Deployment } from '../config/deployments';
import type { Command } from './command/definition';
import { end, guardOutput } from './command/output';
import { parse } from './command/parse';
import { report } from './command/report';
import { UsageError } from './command/usage-error';

export { type Command, command } from './command/definition';

/** Runs a command with the arguments of this process, and ends the process with its exit code. */
export async function main(own: Command, args: readonly string[] = process.argv.slice(2)): Promise<void> {
  guardOutput();
  process.on('uncaughtException', (error) => process.exit(report(error, own.name)));
  const code = await execute(own, args);
  // Timers and connections that are left must not keep a command that is done.
  end(code);
}

/** Parses, loads, warns and runs. @returns the exit code */
export async function execute(own: Command, args: readonly string[]): Promise<number> {
  try {
    const parsed = parse(own, args);
    if ('help' in parsed) {
      process.stdout.write(parsed.help);
      return 0;
    }
    const deployments = (await own.takes.load?.(parsed.args)) ?? [];
    const [deployment, ...others] = deployments;
    if (own.takes.most === 1 && others.length > 0) {
      throw new UsageError(`one deployment at a time, not also ${others.map(({ file }) => file).join(', ')}`);
    }
    const code = await own.run({ ...parsed, deployments, deployment: deployment as Deployment });
    return typeof code === 'number' ? code : 0;
  } catch (error) {
    return report(error, own.name);
  }
}
