import { z } from 'zod';
import type { ExistingConfig, NewConfig } from './schema';
import { isMap, objectOf } from './shape';
import { misspellings } from './problems/spelling';

/**
 * Like `T`, but any field and any entry of a list may be undefined, since its value is invalid. An optional field that is
 * not in the file is absent; one that is present and undefined is invalid.
 */
export type DeepPartial<T> = T extends readonly (infer E)[]
  ? (DeepPartial<E> | undefined)[]
  : T extends object
    ? { [K in keyof T]?: DeepPartial<T[K]> }
    : T;

/** The valid fields of a deployment file, with defaults. Those of an existing cluster lack many. */
export type PartialConfig = DeepPartial<Omit<NewConfig, 'cluster'>>;

/** The valid fields in the file of an existing cluster. */
export type PartialExistingConfig = DeepPartial<ExistingConfig>;

/**
 * The valid part of some data: zod returns all or nothing, but rules across fields should check every valid field. Follows
 * the schema's definition; a value that does not fit becomes undefined, and lists keep their length and their order. A
 * field whose name seems to be misspelt is undefined too, not its default. Complete data yields what parsing it yields.
 */
export function salvage(schema: z.core.$ZodType, value: unknown): unknown {
  if (schema instanceof z.ZodOptional) {
    return value === undefined ? undefined : salvage(schema.def.innerType, value);
  }
  if (schema instanceof z.ZodDefault) {
    return value === undefined ? schema.def.defaultValue : salvage(schema.def.innerType, value);
  }
  if (schema instanceof z.ZodPrefault) {
    return salvage(schema.def.innerType, value === undefined ? schema.def.defaultValue : value);
  }
  if (schema instanceof z.ZodObject) return isMap(value) ? salvageFields(schema, value) : undefined;
  if (schema instanceof z.ZodArray) {
    return Array.isArray(value) ? value.map((entry) => salvage(schema.element, entry)) : undefined;
  }
  if (schema instanceof z.ZodRecord) return isMap(value) ? salvageRecord(schema, value) : undefined;
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  const alternative = schema instanceof z.ZodUnion ? objectOf(schema) : undefined;
  return alternative && salvage(alternative, value);
}

function salvageFields(schema: z.ZodObject, value: Record<string, unknown>): unknown {
  const keys = Object.keys(value);
  const names = Object.keys(schema.shape);
  const others = isOpen(schema) ? Object.entries(value).filter(([key]) => !names.includes(key)) : [];
  const meant = isOpen(schema) ? [] : [...misspellings(keys, names).values()];
  const fields = Object.entries(schema.shape).map(([name, field]) => {
    return [name, meant.includes(name) ? undefined : salvage(field, own(value, name))] as const;
  });
  const present = fields.filter(
    ([name, field]) => field !== undefined || keys.includes(name) || meant.includes(name),
  );
  return Object.fromEntries([...others, ...present]);
}

const own = (value: Record<string, unknown>, name: string): unknown =>
  Object.hasOwn(value, name) ? value[name] : undefined;

const isOpen = (schema: z.ZodObject): boolean =>
  schema.def.catchall !== undefined && !(schema.def.catchall instanceof z.ZodNever);

function salvageRecord(schema: z.ZodRecord, value: Record<string, unknown>): unknown {
  const entries = Object.entries(value)
    .filter(([key]) => z.safeParse(schema.keyType, key).success)
    .map(([key, entry]) => [key, salvage(schema.valueType, entry)] as const);
  return Object.fromEntries(entries);
}
