import type { Value } from '../model/api';

/** A value that is not known before the apply. */
export const UNKNOWN: unique symbol = Symbol('known after apply');

/** A Terraform value any part of which may be unknown. */
export type Term = null | boolean | number | string | typeof UNKNOWN | Term[] | TermRecord;

/** A map, an object or a block. */
export interface TermRecord {
  [key: string]: Term;
}

/** Whether the value is a map, an object or a block. */
export function isRecord(value: Term | undefined): value is TermRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether nothing in the value is unknown. */
export function isWhollyKnown(value: Term): boolean {
  if (value === UNKNOWN) return false;
  if (Array.isArray(value)) return value.every(isWhollyKnown);
  return !isRecord(value) || Object.values(value).every(isWhollyKnown);
}

/** Replaces what is unknown by null: what is still unknown at the apply is for the cloud to fill. */
export function withoutUnknowns(value: Term): Value {
  if (value === UNKNOWN) return null;
  if (Array.isArray(value)) return value.map(withoutUnknowns);
  if (!isRecord(value)) return value;
  return mapValues(value, withoutUnknowns);
}

/** Applies a function to each value of a record. */
export function mapValues<A, B>(record: Readonly<Record<string, A>>, convert: (value: A, key: string) => B) {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, convert(value, key)] as const),
  ) as Record<string, B>;
}
