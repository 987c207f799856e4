import { z } from 'zod';
import type { Path } from './problems/problem';

/** Reads zod definitions, of the kinds that the schema of deployment files uses. */

/** The schema inside `optional`, `default` and `prefault`. */
export function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return unwrap(schema.def.innerType);
  }
  return schema;
}

/** The map of fields that a schema is or, in a union, offers. */
export function objectOf(schema: z.core.$ZodType): z.ZodObject | undefined {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) return inner;
  if (inner instanceof z.ZodUnion) return inner.options.find((option) => option instanceof z.ZodObject);
  return undefined;
}

/** The schema at a path; undefined where the schema allows anything. */
export function schemaAt(schema: z.core.$ZodType, path: Path): z.core.$ZodType | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return schema;
  const child = childOf(schema, first);
  return child && schemaAt(child, rest);
}

function childOf(schema: z.core.$ZodType, key: string | number): z.core.$ZodType | undefined {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodArray) return inner.element;
  if (inner instanceof z.ZodRecord) return inner.valueType;
  const shape = objectOf(inner)?.shape;
  return shape && Object.hasOwn(shape, key) ? shape[key] : undefined;
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path of plain data. */
export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => {
    const holder = value as Record<string | number, unknown> | null | undefined;
    return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
      ? holder[key]
      : undefined;
  }, data);
}
