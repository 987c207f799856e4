import { parseArgs } from 'node:util';

/** What a person asks `npm run rehearse` for. */
export type RehearseRequest =
  | { command: 'help' }
  | { command: 'down' }
  | { command: 'run'; file: string; scenario: string; report?: string; keep: boolean };

export const USAGE = `npm run rehearse -- [FILE] [--scenario NAME] [--report FILE.json] [--keep]
npm run rehearse -- down

Applies a deployment with the real Terraform to a simulated cloud, boots its hosts here, and lets real Kafka clients use it.
On Linux, as root. Exit codes: 0 all held; 1 not; 2 it could not be tried.

FILE        the deployment file (kafka.yaml)
--scenario  the story to tell (default)
--report    writes the result as JSON
--keep      leaves everything running, until "down"
down        removes every rehearsal that is left of this project
`;

/** Reads the arguments. @throws Error with what is wrong about them */
export function readArguments(args: readonly string[], scenarios: readonly string[]): RehearseRequest {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      scenario: { type: 'string', default: 'default' },
      report: { type: 'string' },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return { command: 'help' };
  const [first = 'kafka.yaml', ...more] = positionals;
  if (more.length > 0) throw new Error(`one deployment file at a time, not also ${more.join(', ')}`);
  if (first === 'down') return { command: 'down' };
  const { scenario, report, keep } = values;
  if (!scenarios.includes(scenario)) {
    throw new Error(`there is no scenario ${scenario}; there are: ${scenarios.join(', ')}`);
  }
  return { command: 'run', file: first, scenario, report, keep };
}
