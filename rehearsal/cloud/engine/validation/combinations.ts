import { error, type Diagnostic, type Path } from '../diagnostic';
import type { AttributeSemantics } from '../semantics';
import { UNKNOWN, type TermRecord } from '../value';

/** Checks an attribute against the others that it excludes or that may stand in for it. */
export function checkCombinations(
  name: string,
  semantics: AttributeSemantics,
  config: TermRecord,
  path: Path,
): Diagnostic[] {
  return [
    ...conflicts(name, semantics.conflicts_with ?? [], config, path),
    ...atLeastOne(name, semantics.at_least_one_of, config),
    ...exactlyOne(name, semantics.exactly_one_of, config),
  ];
}

function conflicts(name: string, others: readonly string[], config: TermRecord, path: Path): Diagnostic[] {
  if (!isSettled(config, name)) return [];
  return others
    .filter((other) => isSettled(config, other))
    .map((other) => error('Conflicting configuration arguments', `"${name}": conflicts with ${other}`, path));
}

function atLeastOne(name: string, names: readonly string[] | undefined, config: TermRecord): Diagnostic[] {
  if (!names || names.some((each) => isSet(config, each))) return [];
  return [error('Missing required argument', `"${name}": one of \`${names.join(',')}\` must be specified`)];
}

function exactlyOne(name: string, names: readonly string[] | undefined, config: TermRecord): Diagnostic[] {
  const given = (names ?? []).filter((each) => isSet(config, each));
  const settled = given.filter((each) => isSettled(config, each));
  if (!names || settled.length === 1 || (settled.length === 0 && given.length > 0)) return [];
  const all = names.join(',');
  const detail =
    given.length === 0
      ? `one of \`${all}\` must be specified`
      : `only one of \`${all}\` can be specified, but \`${settled.join(',')}\` were specified.`;
  return [error('Invalid combination of arguments', `"${name}": ${detail}`)];
}

function isSet(config: TermRecord, name: string): boolean {
  const value = config[name] ?? null;
  return value !== null && !(Array.isArray(value) && value.length === 0);
}

/** Set to something known: an unknown value may yet turn out to be null. */
function isSettled(config: TermRecord, name: string): boolean {
  return isSet(config, name) && config[name] !== UNKNOWN;
}
