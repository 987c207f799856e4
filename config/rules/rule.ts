import type { Finding } from '../problems/issues';
import type { Path } from '../problems/problem';
import type { PartialConfig, PartialExistingConfig } from '../salvage';
import type { Config, ExistingConfig, NewConfig } from '../schema';

/** Reports one problem; the value at the path is added to it. */
export type Report = (path: Path, message: string, details?: Details) => void;
export type Details = Pick<Finding, 'allowed' | 'fix' | 'secret'>;

/**
 * An error across fields, found among the valid fields of a file. A rule ignores what is undefined: that is reported at
 * its own place, and what follows from it is not another problem.
 */
export type ErrorRule = (config: PartialConfig, report: Report) => void;

/** The same for an existing cluster. Each `ErrorRule` that uses only shared fields is one. */
export type ExistingErrorRule = (config: PartialExistingConfig, report: Report) => void;

/** A warning about a valid configuration. */
export type WarningRule = (config: NewConfig, report: Report) => void;
/** A warning about that of an existing cluster. */
export type ExistingWarningRule = (config: ExistingConfig, report: Report) => void;
/** A warning about either. */
export type CommonWarningRule = (config: Config, report: Report) => void;

/** The valid entries of a list with their index in the file. */
export function entriesOf<T>(list: readonly (T | undefined)[] | undefined): [index: number, entry: T][] {
  return (list ?? []).flatMap((entry, index) => (entry === undefined ? [] : [[index, entry]]));
}

/**
 * The values of one field in a list, when there are any and all are known. Otherwise undefined: a value that seems to be
 * missing may be the one that is invalid.
 */
export function allKnown<T, V>(
  list: readonly (T | undefined)[] | undefined,
  value: (entry: T) => V | undefined,
): V[] | undefined {
  const values = entriesOf(list).flatMap(([, entry]) => value(entry) ?? []);
  return values.length > 0 && values.length === list?.length ? (values as V[]) : undefined;
}

/** Each item that equals an earlier one, with the first such. */
export function repeats<T>(items: readonly T[], key: (item: T) => unknown): [item: T, first: T][] {
  const firsts = new Map<unknown, T>();
  return items.flatMap((item): [T, T][] => {
    const first = firsts.get(key(item));
    if (first === undefined) firsts.set(key(item), item);
    return first === undefined ? [] : [[item, first]];
  });
}
