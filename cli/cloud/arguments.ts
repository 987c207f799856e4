import type { Fault, Latency } from '../../rehearsal/cloud/model';
import { parseFault, parseLatency } from '../../rehearsal/cloud/model';

/** What `npm run cloud` was asked for. */
export interface CloudArguments {
  /** Where everything is kept. */
  dir?: string;
  /** The deployment file. */
  file?: string;
  latency?: Latency;
  faults: Fault[];
  /** What follows the command's own options. */
  rest: string[];
}

/** An argument that the command does not take. */
export class UsageError extends Error {}

/** Reads the command's own options, which stand first; from the first other word on, everything is Terraform's. */
export function parseArguments(args: readonly string[]): CloudArguments {
  const parsed: CloudArguments = { faults: [], rest: [...args] };
  const take: Record<string, (value: string) => void> = {
    '--dir': (value) => (parsed.dir = value),
    '--file': (value) => (parsed.file = value),
    '--latency': (value) => (parsed.latency = refuseAsUsage(() => parseLatency(value))),
    '--fault': (value) => parsed.faults.push(refuseAsUsage(() => parseFault(value))),
  };
  while (parsed.rest[0]?.startsWith('--')) {
    const [, name = '', joined] = /^(--[^=]*)(?:=(.*))?$/s.exec(parsed.rest.shift() ?? '') ?? [];
    const option = take[name];
    if (!option) throw new UsageError(`there is no option ${name}`);
    const value = joined ?? parsed.rest.shift();
    if (value === undefined || value === '') throw new UsageError(`${name} needs a value`);
    option(value);
  }
  return parsed;
}

function refuseAsUsage<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
