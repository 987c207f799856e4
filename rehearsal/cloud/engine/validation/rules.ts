import type { ValueRules } from '../semantics';
import type { Term } from '../value';

type Scalar = string | number | boolean;

/** Checks one known value; returns what is wrong with it in the words of the real provider, or nothing. */
export function complaint(name: string, rules: ValueRules, value: Term): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  const verdicts = CHECKS.map((check) => check(name, rules, value)).filter(
    (verdict) => verdict !== undefined,
  );
  const complaints = verdicts.filter((verdict) => verdict !== FINE);
  if (rules.union && complaints.length < verdicts.length) return undefined;
  return complaints.length > 0 ? complaints.join(', or ') : undefined;
}

/** The verdict of a check that applies and is met; a check that does not apply gives none. */
const FINE = '';

type Check = (name: string, rules: ValueRules, value: Scalar) => string | undefined;

const oneOf: Check = (name, rules, value) => {
  if (!rules.one_of) return undefined;
  const fold = (each: Scalar) => (rules.ignore_case ? String(each).toLowerCase() : String(each));
  if (rules.one_of.some((each) => fold(each) === fold(value))) return FINE;
  const allowed = rules.one_of.map((each) => JSON.stringify(each)).join(' ');
  return `expected ${name} to be one of [${allowed}], got ${String(value)}`;
};

const range: Check = (name, rules, value) => {
  if (!rules.range || typeof value !== 'number') return undefined;
  const { min = -Infinity, max = Infinity } = rules.range;
  if (value >= min && value <= max) return FINE;
  return `expected ${name} to be in the range (${String(min)} - ${String(max)}), got ${String(value)}`;
};

const length: Check = (name, rules, value) => {
  if (!rules.length || typeof value !== 'string') return undefined;
  const { min = 0, max = Infinity } = rules.length;
  const bytes = Buffer.byteLength(value);
  if (bytes >= min && bytes <= max) return FINE;
  return `expected length of ${name} to be in the range (${String(min)} - ${String(max)}), got ${value}`;
};

const match: Check = (name, rules, value) => {
  if (rules.match === undefined) return undefined;
  if (new RegExp(rules.match).test(String(value))) return FINE;
  return `expected value of ${name} to match regular expression ${JSON.stringify(rules.match)}, got ${String(value)}`;
};

const notMatch: Check = (name, rules, value) => {
  if (rules.not_match === undefined) return undefined;
  if (!new RegExp(rules.not_match).test(String(value))) return FINE;
  return `expected value of ${name} to not match regular expression ${JSON.stringify(rules.not_match)}, got ${String(value)}`;
};

const CHECKS: readonly Check[] = [oneOf, range, length, match, notMatch];
