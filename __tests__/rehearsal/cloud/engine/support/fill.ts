import type { BlockSchema } from '../../../../../rehearsal/cloud/engine/schema';
import { mapValues } from '../../../../../rehearsal/cloud/engine/value';
import type { Attributes, Value } from '../../../../../rehearsal/cloud/model/api';

/** Makes up what is computed and not set: texts, and sets of texts, which are the hard case. */
export function fill(block: BlockSchema, values: Attributes): Attributes {
  const attributes = mapValues(block.attributes ?? {}, ({ type, computed }, name): Value => {
    const made =
      type === 'string' ? `made-up ${name}` : String(type) === 'set,string' ? ['one', 'two'] : null;
    return values[name] ?? (computed ? made : null);
  });
  const blocks = mapValues(block.block_types ?? {}, (nested, name): Value => {
    const value = values[name] ?? null;
    return Array.isArray(value) ? value.map((each) => fill(nested.block, each as Attributes)) : value;
  });
  return { ...attributes, ...blocks };
}
