import { CloudError } from '../model/api';

/** The way to a value: attribute names, and indexes into lists. Elements of sets have no path of their own. */
export type Path = readonly (string | number)[];

/** A message to the user. */
export interface Diagnostic {
  severity: 'ERROR' | 'WARNING';
  summary: string;
  detail: string;
  path: Path;
}

/** Builds an error at an attribute. */
export function error(summary: string, detail: string, path: Path = []): Diagnostic {
  return { severity: 'ERROR', summary, detail, path };
}

/** Builds a warning at an attribute. */
export function warning(summary: string, detail: string, path: Path = []): Diagnostic {
  return { severity: 'WARNING', summary, detail, path };
}

/** Turns whatever was thrown into an error for the user; what is no refusal by the cloud keeps its stack. */
export function fromThrown(thrown: unknown): Diagnostic {
  if (thrown instanceof CloudError) {
    return error(thrown.code, thrown.message, thrown.attribute ? [thrown.attribute] : []);
  }
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return error('The simulated cloud failed', text);
}
