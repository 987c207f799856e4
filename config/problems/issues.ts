import { z } from 'zod';
import type { Path } from './problem';
import type { FileKind } from '../schema';
import { isMap, objectOf, schemaAt, unwrap, valueAt } from '../shape';
import { closest, misspellings } from './spelling';
import { describeSchema } from './words';

/** A problem that is not yet located in a file. */
export interface Finding {
  readonly path: Path;
  readonly message: string;
  readonly allowed?: string;
  readonly fix?: string;
  /** Whether the problem is at the key or at its value. */
  readonly at?: 'key' | 'value';
  /** Whether to leave the value out of the report. */
  readonly secret?: boolean;
}

type Issue = z.core.$ZodIssue;

/** Explains zod's issues in the words of the schema; one finding for each place. */
export function explainIssues(kind: FileKind, issues: readonly Issue[], data: unknown): Finding[] {
  const findings = issues
    .flatMap((issue) => flatten(issue, data))
    .flatMap((issue) => explain(kind, issue, data));
  // A text that is too short also fails its pattern: the first finding at a place is enough.
  const places = findings.map(({ path }) => JSON.stringify(path));
  return findings.filter((_, index) => places.indexOf(places[index] ?? '') === index);
}

/** In a union, a map is checked with the alternative for maps; anything else has the wrong type. */
function flatten(issue: Issue, data: unknown): Issue[] {
  if (issue.code !== 'invalid_union' || !isMap(valueAt(data, issue.path as Path))) return [issue];
  const branch = issue.errors.find((errors) => !errors.some(rejectsWhole));
  if (!branch) return [issue];
  return branch
    .map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }) as Issue)
    .flatMap((inner) => flatten(inner, data));
}

const rejectsWhole = (issue: Issue): boolean =>
  issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');

function explain(kind: FileKind, issue: Issue, data: unknown): Finding[] {
  const { schema } = kind;
  const path = issue.path as Path;
  const field = schemaAt(schema, path);
  const value = valueAt(data, path);
  if (issue.code === 'unrecognized_keys') return explainUnknownKeys(kind, path, issue.keys, value);
  if (issue.code === 'invalid_key') return [explainInvalidKey(schema, path)];
  if (value === undefined && isMisspelt(schema, path, data)) return [];
  const allowed = field && describeSchema(field);
  if (value === undefined) return [{ path, message: 'is missing', allowed }];
  if (value === null) {
    return [{ path, message: 'is empty', allowed, fix: 'give it a value, or remove the key' }];
  }
  if (issue.code === 'custom') return [{ path, message: issue.message, fix: issue.params?.fix }];
  return [{ path, message: describeIssue(issue, value), allowed, fix: quotes(field, value) }];
}

function explainUnknownKeys(
  { schema, other, otherwise }: FileKind,
  path: Path,
  unknown: readonly string[],
  value: unknown,
): Finding[] {
  const known = keysAt(schema, path);
  const elsewhere = keysAt(other, path);
  const meant = misspellings(Object.keys(isMap(value) ? value : {}), known);
  return unknown.map((key) => {
    if (elsewhere.includes(key)) {
      const message = `is only for files with ${otherwise}`;
      return { path: [...path, key], message, fix: 'remove it', at: 'key', secret: true };
    }
    const suggestion = meant.get(key) ?? closest(key, known);
    const help = suggestion ? { fix: `did you mean ${suggestion}?` } : { allowed: known.join(', ') };
    return { path: [...path, key], message: 'is not a known field', ...help, at: 'key', secret: true };
  });
}

function keysAt(schema: z.core.$ZodType, path: Path): string[] {
  const field = schemaAt(schema, path);
  return Object.keys((field && objectOf(field)?.shape) ?? {});
}

function explainInvalidKey(schema: z.ZodType, path: Path): Finding {
  const record = unwrap(schemaAt(schema, path.slice(0, -1)) ?? schema);
  const allowed = record instanceof z.ZodRecord ? describeSchema(record.keyType) : undefined;
  return { path, message: 'is not a valid name', allowed, at: 'key', secret: true };
}

function isMisspelt(schema: z.ZodType, path: Path, data: unknown): boolean {
  const parent = schemaAt(schema, path.slice(0, -1));
  const shape = parent && objectOf(parent)?.shape;
  const present = valueAt(data, path.slice(0, -1));
  if (!shape || !isMap(present)) return false;
  return [...misspellings(Object.keys(present), Object.keys(shape)).values()].includes(String(path.at(-1)));
}

function describeIssue(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeof value === 'number' && issue.expected === 'int'
        ? 'is not a whole number'
        : wrongType(value);
    case 'invalid_union':
      return wrongType(value);
    case 'too_small':
      return TOO_SMALL[issue.origin] ?? 'is too small';
    case 'too_big':
      return TOO_BIG[issue.origin] ?? 'is too large';
    default:
      return 'is not valid';
  }
}

const TOO_SMALL: Record<string, string> = { string: 'is too short', array: 'has too few entries' };
const TOO_BIG: Record<string, string> = { string: 'is too long', array: 'has too many entries' };

const wrongType = (value: unknown): string => `has the wrong type: ${typeName(value)}`;

function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isMap(value)) return 'a map';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

/** YAML makes a number of an unquoted id or version. */
function quotes(field: z.core.$ZodType | undefined, value: unknown): string | undefined {
  const isText = (typeof value === 'number' || typeof value === 'boolean') && field;
  return isText && z.safeParse(field, String(value)).success ? 'put it in quotes' : undefined;
}
