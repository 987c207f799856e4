import type { BlockSchema, NestedBlockSchema, TypeNotation } from './schema';
import { mapValues } from './value';

/** An object type: every attribute is always present, though it may be null. */
export interface ObjectType {
  kind: 'object';
  attributes: Record<string, Type>;
}

/** A collection type. An absent repeated block is an empty collection, where an absent attribute is null. */
export interface CollectionType {
  kind: 'list' | 'set' | 'map';
  element: Type;
  isBlock?: boolean;
}

/** The type of a value, in the form that the codecs work on. */
export type Type = { kind: 'string' | 'number' | 'bool' } | CollectionType | ObjectType;

/** Reads Terraform's JSON notation of a type. */
export function parseType(notation: TypeNotation): Type {
  if (typeof notation === 'string') return { kind: notation };
  if (notation[0] === 'object') return { kind: 'object', attributes: mapValues(notation[1], parseType) };
  return { kind: notation[0], element: parseType(notation[1]) };
}

const known = new WeakMap<BlockSchema, ObjectType>();

/** The type of the object that a block becomes. */
export function typeOfBlock(block: BlockSchema): ObjectType {
  const type = known.get(block) ?? {
    kind: 'object',
    attributes: {
      ...mapValues(block.attributes ?? {}, (attribute) => parseType(attribute.type)),
      ...mapValues(block.block_types ?? {}, typeOfNestedBlock),
    },
  };
  known.set(block, type);
  return type;
}

function typeOfNestedBlock(nested: NestedBlockSchema): Type {
  const element = typeOfBlock(nested.block);
  return nested.nesting_mode === 'single' ? element : { kind: nested.nesting_mode, element, isBlock: true };
}
