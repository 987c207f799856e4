import { z } from 'zod';
import { unwrap } from '../shape';

/** The allowed values of a field, in words: for reports ("allowed") and for the reference of all fields. */
export function describeSchema(schema: z.core.$ZodType): string {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodString) return describeText(inner);
  if (inner instanceof z.ZodNumber) return describeNumber(inner);
  if (inner instanceof z.ZodBoolean) return 'true or false';
  if (inner instanceof z.ZodEnum) return `one of ${inner.options.join(', ')}`;
  if (inner instanceof z.ZodLiteral) return [...inner.values].join(', ');
  if (inner instanceof z.ZodUnion) return inner.options.map((option) => describeSchema(option)).join(', or ');
  if (inner instanceof z.ZodArray) return describeList(inner);
  if (inner instanceof z.ZodRecord)
    return `a map of names to values, each ${describeSchema(inner.valueType)}`;
  return 'a map of fields';
}

function describeText(schema: z.ZodString): string {
  for (const check of schema.def.checks ?? []) {
    const { error } = check._zod.def;
    const text = error?.({} as never);
    if (typeof text === 'string') return text.replace(/^must be /, '');
  }
  const { minLength, maxLength } = schema;
  return minLength === null && maxLength === null
    ? 'text'
    : `text of ${range(minLength, maxLength)} characters`;
}

function describeNumber(schema: z.ZodNumber): string {
  const kind = schema.format === 'safeint' ? 'a whole number' : 'a number';
  const { minValue, maxValue } = schema;
  return isLimit(minValue) && isLimit(maxValue) ? `${kind} from ${minValue} to ${maxValue}` : kind;
}

function describeList(schema: z.ZodArray): string {
  let least: number | null = null;
  let most: number | null = null;
  for (const check of schema.def.checks ?? []) {
    const { minimum, maximum } = check._zod.def as { minimum?: number; maximum?: number };
    least = minimum ?? least;
    most = maximum ?? most;
  }
  const size = least === null && most === null ? '' : ` of ${range(least, most)}`;
  return `a list${size}, each ${describeSchema(schema.element)}`;
}

function range(least: number | null, most: number | null): string {
  if (most === null) return `${least} or more`;
  return least === null ? `at most ${most}` : `${least} to ${most}`;
}

/** `z.int()` alone is limited to the integers that a double can store, which is not worth reporting. */
const isLimit = (value: number | null): boolean =>
  value !== null && Math.abs(value) < Number.MAX_SAFE_INTEGER;
