import { readFileSync } from 'node:fs';
import { explainIssues, type Finding } from './problems/issues';
import { ConfigError, type Path, type Problem } from './problems/problem';
import { judgePartial, warn } from './rules';
import { presentNames } from './former-names';
import type { Report } from './rules/rule';
import { salvage } from './salvage';
import { type Config, kindOf } from './schema';
import { isMap, valueAt } from './shape';
import { readYaml, type YamlSource } from './yaml/read';

/** A valid configuration and the warnings about it. */
export interface Loaded {
  readonly config: Config;
  readonly warnings: readonly Problem[];
}

/** A rule that needs more than the configuration; it runs only if everything else is valid. */
export type Check = (config: Config, report: Report) => void;

/**
 * Reads a deployment file.
 *
 * @throws ConfigError with every error of the file, or when it cannot be read
 */
export function loadConfig(file: string, checks: readonly Check[] = []): Loaded {
  return parseConfig(read(file), file, checks);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      ENOENT: 'there is no such file',
      EISDIR: 'it is a directory',
      EACCES: 'permission denied',
    };
    const reason = reasons[code ?? ''] ?? message;
    throw new ConfigError(file, [
      { severity: 'error', path: [], message: `cannot be read: ${reason}`, file },
    ]);
  }
}

/**
 * Checks the text of a deployment file. Rules across fields see every field that is valid on its own. Only a valid file
 * gets warnings: those about something that has to change anyway are noise.
 *
 * @param file name to show in problems
 * @throws ConfigError with every error
 */
export function parseConfig(text: string, file: string, checks: readonly Check[] = []): Loaded {
  const source = readYaml(text);
  const errors: Problem[] = source.errors.map(({ offset, path, message, fix }) => {
    return { severity: 'error', path, message, fix, file, ...source.position(offset) };
  });
  if (source.data === undefined) throw new ConfigError(file, errors);
  const { data, renamed } = presentNames(source.data);
  const kind = kindOf(data);
  const parsed = kind.schema.safeParse(data);
  const partial = salvage(kind.schema, data);
  const locateAll = (severity: Problem['severity'], findings: readonly Finding[]): Problem[] =>
    findings.map((finding) => toProblem(source, partial, file, severity, finding));

  if (!isMap(partial)) {
    const allowed = 'a map of fields, as in docs/configuration.md';
    errors.push(...locateAll('error', [{ path: [], message: 'is not a deployment file', allowed }]));
  } else {
    const issues = explainIssues(kind, parsed.error?.issues ?? [], data);
    const broken = collect((report) => judgePartial(partial, report));
    errors.push(...locateAll('error', [...issues, ...broken]));
  }
  if (errors.length > 0 || !parsed.success) throw new ConfigError(file, errors);
  const config = parsed.data as unknown as Config;
  const refused = collect((report) => checks.forEach((check) => check(config, report)));
  if (refused.length > 0) throw new ConfigError(file, locateAll('error', refused));
  const warnings = [...renamed, ...collect((report) => warn(config, report))];
  return { config, warnings: locateAll('warning', warnings) };
}

function collect(judge: (report: Report) => void): Finding[] {
  const findings: Finding[] = [];
  judge((path, message, details) => findings.push({ path, message, ...details }));
  return findings;
}

function toProblem(
  source: YamlSource,
  partial: unknown,
  file: string,
  severity: Problem['severity'],
  finding: Finding,
): Problem {
  const { path, message, allowed, fix, at = 'value', secret } = finding;
  const problem: Problem = { severity, path, message, allowed, fix, file, ...source.locate(path, at) };
  if (secret) return problem;
  if (valueAt(source.data, path) !== undefined) {
    return { ...problem, value: source.scalar(path) ?? undefined };
  }
  const byDefault = scalarAt(partial, path);
  return byDefault === undefined ? problem : { ...problem, value: byDefault, defaulted: true };
}

function scalarAt(data: unknown, path: Path): unknown {
  const value = valueAt(data, path);
  return isMap(value) || Array.isArray(value) ? undefined : value;
}
