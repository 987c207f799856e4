import type { Type } from './type';
import { isRecord, UNKNOWN, type Term } from './value';

/** Whether two values of a type are equal. Sets have no order, and what is unknown equals nothing. */
export function isSame(type: Type, left: Term, right: Term): boolean {
  if (left === UNKNOWN || right === UNKNOWN) return false;
  if (left === null || right === null) return left === right;
  if (Array.isArray(left)) return Array.isArray(right) && isSameSequence(type, left, right);
  if (isRecord(left)) return isRecord(right) && isSameRecord(type, left, right);
  return left === right;
}

/** As `isSame`, but an empty text or collection counts as not set, as it does in the real provider. */
export function isEquivalent(type: Type, left: Term, right: Term): boolean {
  return (isEmpty(left) && isEmpty(right)) || isSame(type, left, right);
}

function isEmpty(value: Term): boolean {
  if (value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.keys(value).length === 0;
}

function isSameSequence(type: Type, left: Term[], right: Term[]): boolean {
  if (left.length !== right.length || !('element' in type)) return false;
  const { element } = type;
  if (type.kind !== 'set') return left.every((each, index) => isSame(element, each, right[index] ?? null));
  return left.every((each) => right.some((other) => isSame(element, each, other)));
}

function isSameRecord(type: Type, left: Record<string, Term>, right: Record<string, Term>): boolean {
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => {
    const ofKey =
      type.kind === 'object' ? type.attributes[key] : 'element' in type ? type.element : undefined;
    return (
      ofKey !== undefined &&
      key in left === key in right &&
      isSame(ofKey, left[key] ?? null, right[key] ?? null)
    );
  });
}
