import { UserError } from '../../domain/user-error';

/** Where a value is in a deployment file: `['zones', 1, 'cidr']`. */
export type Path = readonly (string | number)[];

/** An error or a warning in a deployment file. Its texts start in lower case and end without a full stop. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly path: Path;
  readonly message: string;
  /** The wrong value, if it is a scalar and not a secret. */
  readonly value?: unknown;
  /** Whether `value` is not in the file but a default. */
  readonly defaulted?: boolean;
  /** What is allowed, in words. */
  readonly allowed?: string;
  /** What to do, unless the rest already says it. */
  readonly fix?: string;
  /** From 1; absent when the problem has no place. */
  readonly line?: number;
  readonly column?: number;
  readonly file?: string;
}

/** A deployment file is invalid. It has every error of the file; the message is the whole report. */
export class ConfigError extends UserError {
  override readonly name = 'ConfigError';

  constructor(
    file: string,
    readonly problems: readonly Problem[],
  ) {
    super(formatProblems(file, problems));
  }
}

/**
 * One report of all problems, by file and position, each like
 *
 *     kafka.yaml:14:10  zones[1].cidr
 *       error: is not inside the VPC
 *       value: "10.1.0.0/18"
 *       allowed: a range inside 10.0.0.0/16
 */
export function formatProblems(file: string, problems: readonly Problem[]): string {
  const files = problems.map((problem) => problem.file ?? file);
  const rank = (problem: Problem): number => files.indexOf(problem.file ?? file);
  return [...problems]
    .sort((a, b) => rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0))
    .map((problem) => formatProblem(file, problem))
    .join('\n');
}

function formatProblem(file: string, problem: Problem): string {
  const { line, column, value, defaulted, allowed, fix } = problem;
  const place = [problem.file ?? file, line, column].filter((part) => part !== undefined).join(':');
  const lines = [
    `${place}  ${formatPath(problem.path)}`.trimEnd(),
    `  ${problem.severity}: ${problem.message}`,
  ];
  if (value !== undefined) lines.push(`  value: ${formatValue(value)}${defaulted ? ' (the default)' : ''}`);
  if (allowed !== undefined) lines.push(`  allowed: ${allowed}`);
  if (fix !== undefined) lines.push(`  fix: ${fix}`);
  return lines.join('\n');
}

/** `zones[1].cidr`; keys that are not plain names are in brackets and quotes: `kafka.properties["node.id"]`. */
export function formatPath(path: Path): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      if (!/^[A-Za-z_$][\w$-]*$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}

const LONGEST_VALUE = 80;

/** Text is in quotes, so that `"9092"` and `9092` look different. */
function formatValue(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
