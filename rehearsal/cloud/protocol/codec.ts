import { decode, encode, ExtData } from '@msgpack/msgpack';
import type { ObjectType, Type } from '../engine/type';
import { isRecord, mapValues, UNKNOWN, type Term, type TermRecord } from '../engine/value';
import { scalarOf } from './scalar';

/** How an unknown value is written: an extension of type 0 whose content does not matter. */
const UNKNOWN_ON_THE_WIRE = new ExtData(0, Uint8Array.of(0));

/** Reads a resource, a data source or a provider block; null when there is none (created, destroyed). */
export function decodeObject(type: ObjectType, bytes: Uint8Array): TermRecord | undefined {
  const term = fromWire(type, decode(bytes, { useBigInt64: true }), []);
  return isRecord(term) ? term : undefined;
}

/** Writes a resource, a data source or a provider block. */
export function encodeObject(type: ObjectType, term: TermRecord | undefined): Uint8Array {
  return encode(toWire(type, term ?? null, []), { useBigInt64: true });
}

/**
 * Brings parsed MessagePack or JSON into the shape of the type: what is missing becomes null, what the type
 * does not know is dropped.
 */
export function fromWire(type: Type, raw: unknown, path: readonly string[]): Term {
  // An unknown value arrives as extension 0, or as 12 when Terraform knows something about it.
  if (raw instanceof ExtData) return UNKNOWN;
  if (raw === null || raw === undefined) return absent(type);
  if (type.kind === 'object') return readObject(type, raw as Record<string, unknown>, path);
  if (!('element' in type)) return scalarOf(type.kind, raw, path);
  const { element } = type;
  if (type.kind !== 'map') {
    return (raw as unknown[]).map((each, index) => fromWire(element, each, [...path, String(index)]));
  }
  return mapValues(raw as Record<string, unknown>, (each, key) => fromWire(element, each, [...path, key]));
}

function readObject(type: ObjectType, raw: Record<string, unknown>, path: readonly string[]): Term {
  return mapValues(type.attributes, (ofName, name) => fromWire(ofName, raw[name], [...path, name]));
}

function toWire(type: Type, term: Term, path: readonly string[]): unknown {
  if (term === UNKNOWN) return UNKNOWN_ON_THE_WIRE;
  if (term === null) return absent(type);
  if (type.kind === 'object') return writeObject(type, term, path);
  if (!('element' in type)) return scalarOf(type.kind, term, path);
  const { element } = type;
  if (type.kind === 'map') {
    if (!isRecord(term)) throw mismatch(type, term, path);
    return mapValues(term, (each, key) => toWire(element, each, [...path, key]));
  }
  if (!Array.isArray(term)) throw mismatch(type, term, path);
  return term.map((each, index) => toWire(element, each, [...path, String(index)]));
}

function writeObject(type: ObjectType, term: Term, path: readonly string[]): unknown {
  if (!isRecord(term)) throw mismatch(type, term, path);
  const strange = Object.keys(term).filter((name) => !(name in type.attributes));
  if (strange.length > 0) throw new Error(`the schema has no ${[...path, strange[0]].join('.')}`);
  // Terraform refuses an object that lacks an attribute, even a null one.
  return mapValues(type.attributes, (ofName, name) => toWire(ofName, term[name] ?? null, [...path, name]));
}

function absent(type: Type): null | [] {
  return 'element' in type && type.isBlock ? [] : null;
}

function mismatch(type: Type, term: Term, path: readonly string[]): Error {
  return new Error(`${path.join('.')} is no ${type.kind}: ${JSON.stringify(term)}`);
}
