import { error, warning, type Diagnostic, type Path } from '../diagnostic';
import type { AttributeSchema } from '../schema';
import type { AttributeSemantics, ValueRules } from '../semantics';
import { isRecord, UNKNOWN, type Term } from '../value';
import { complaint } from './rules';

/** Checks the value of one attribute that is configured. What is unknown passes until it is known. */
export function validateAttribute(
  name: string,
  schema: AttributeSchema,
  semantics: AttributeSemantics,
  value: Term,
  path: Path,
): Diagnostic[] {
  if (value === null) return [];
  if (semantics.removed)
    return [error('Argument is removed', `"${name}" was removed from the provider.`, path)];
  return [
    ...(schema.deprecated ? [warning('Argument is deprecated', `"${name}" is deprecated.`, path)] : []),
    ...countItems(name, semantics, value, path),
    ...validateValue(name, semantics.validate, value, path),
    ...validateElements(name, semantics.element_validate, value, path),
  ];
}

function validateValue(name: string, rules: ValueRules | undefined, value: Term, path: Path): Diagnostic[] {
  if (!rules || value === UNKNOWN) return [];
  const wrong = complaint(name, rules, value);
  return wrong === undefined ? [] : [error(wrong, '', path)];
}

function validateElements(
  name: string,
  rules: ValueRules | undefined,
  value: Term,
  path: Path,
): Diagnostic[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, each]) => validateValue(`${name}.${key}`, rules, each, path));
}

function countItems(name: string, semantics: AttributeSemantics, value: Term, path: Path): Diagnostic[] {
  const { min_items: min = 0, max_items: max = Infinity } = semantics;
  if (!Array.isArray(value) || (value.length >= min && value.length <= max)) return [];
  const limit = value.length > max ? `at most ${String(max)}` : `at least ${String(min)}`;
  const detail = `Attribute ${name} supports ${limit} items, but config has ${String(value.length)} declared.`;
  return [error(value.length > max ? 'Too many list items' : 'Not enough list items', detail, path)];
}
