import { UsageError } from './usage-error';

/** An option of a command, without its name: that is its key, `fromClient` for `--from-client`. */
export interface Option<T> {
  readonly text: string;
  /** What stands for its value in the help; a flag has none. */
  readonly placeholder?: string;
  readonly short?: string;
  readonly byDefault?: string;
  readonly repeatable?: boolean;
  readonly needed?: boolean;
  /** @throws UsageError that goes on after the option's name: `must be …` */
  readonly read: (given: unknown) => T;
}

export type Options = Readonly<Record<string, Option<unknown>>>;

/** What the options of a command are set to. */
export type Values<O extends Options> = {
  readonly [K in keyof O]: O[K] extends Option<infer T> ? T : never;
};

type Read<T> = (text: string) => T;
const unchanged: Read<string> = (text) => text;

export function flag(text: string, short?: string): Option<boolean> {
  return { text, short, read: (given) => given === true };
}

/** An option with a value that may be left out. */
export function value(placeholder: string, text: string): Option<string | undefined>;
export function value<T>(placeholder: string, text: string, read: Read<T>): Option<T | undefined>;
export function value(placeholder: string, text: string, read: Read<unknown> = unchanged): Option<unknown> {
  return { text, placeholder, read: (given) => (given === undefined ? undefined : read(given as string)) };
}

/** An option with a value that must be there. */
export function neededValue(placeholder: string, text: string): Option<string>;
export function neededValue<T>(placeholder: string, text: string, read: Read<T>): Option<T>;
export function neededValue(
  placeholder: string,
  text: string,
  read: Read<unknown> = unchanged,
): Option<unknown> {
  const needed = (given: unknown): unknown => {
    if (given === undefined) throw new UsageError('is missing');
    return read(given as string);
  };
  return { text, placeholder, needed: true, read: needed };
}

/** An option with a value that has a default. */
export function valueOr<T>(placeholder: string, text: string, byDefault: string, read: Read<T>): Option<T> {
  return { text, placeholder, byDefault, read: (given) => read((given as string | undefined) ?? byDefault) };
}

/** An option that may be given several times. */
export function values<T>(placeholder: string, text: string, read: Read<T>): Option<readonly T[]> {
  const readAll = (given: unknown): T[] => {
    const problems: string[] = [];
    const all = ((given as string[] | undefined) ?? []).flatMap((one) => {
      try {
        return [read(one)];
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        problems.push(error.message);
        return [];
      }
    });
    if (problems.length > 0) throw new UsageError(problems.join('\n'));
    return all;
  };
  return { text, placeholder, repeatable: true, read: readAll };
}

/** Reads a whole number from `least` to `most`. */
export function wholeNumber(least: number, most: number): Read<number> {
  return (text) => {
    const number = Number(text);
    if (/^\d{1,10}$/.test(text) && number >= least && number <= most) return number;
    throw new UsageError(`must be a whole number from ${least} to ${most}, not '${text}'`);
  };
}

/** Reads `NAME=VALUE`, as Terraform takes it. */
export function variable(text: string): readonly [name: string, value: string] {
  const [, name, given] = /^([A-Za-z]\w*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || given === undefined) {
    throw new UsageError(`takes NAME=VALUE, such as unique_name=abc123, not '${text}'`);
  }
  return [name, given];
}
