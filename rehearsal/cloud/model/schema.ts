import schema from '../../../provider-alicloud/data/schema.json';
import semantics from '../../../provider-alicloud/data/semantics.json';
import type { Attributes, Value } from './api';
import { isRecord } from './values';

interface AttributeSchema {
  type: unknown;
  computed?: boolean;
}

interface BlockSchema {
  attributes?: Record<string, AttributeSchema>;
  block_types?: Record<string, { nesting_mode: string; block: BlockSchema }>;
}

interface ProviderSchema {
  resource_schemas: Record<string, { block: BlockSchema }>;
  data_source_schemas: Record<string, { block: BlockSchema }>;
}

const provider = Object.values(schema.provider_schemas as unknown as Record<string, ProviderSchema>)[0];

/** The types that Terraform can manage here. */
export const resourceTypes = Object.keys(provider?.resource_schemas ?? {});
/** The data sources that it can read. */
export const dataSourceTypes = Object.keys(provider?.data_source_schemas ?? {});

/**
 * All attributes of a resource: what was asked for, else what the API answers (`answers`), else the empty value
 * that the provider's state shows for a computed attribute without one. Blocks that were left out stay out.
 */
export function completeResource(type: string, asked: Attributes, answers: Attributes): Attributes {
  return complete(blockOf('resource_schemas', type), asked, answers);
}

/** All attributes of a data source. */
export function completeData(type: string, asked: Attributes, answers: Attributes): Attributes {
  return complete(blockOf('data_source_schemas', type), asked, answers);
}

/** Whether the API decides an attribute when nobody else does. */
export function isComputed(type: string, attribute: string): boolean {
  return blockOf('resource_schemas', type).attributes?.[attribute]?.computed === true;
}

/** Whether a change of a top-level attribute needs a new resource. */
export function isForceNew(type: string, attribute: string): boolean {
  const lists = semantics.resources as Record<string, { force_new_list: string[] }>;
  return lists[type]?.force_new_list.includes(attribute) ?? false;
}

function blockOf(kind: keyof ProviderSchema, type: string): BlockSchema {
  const found = provider?.[kind][type];
  if (!found) throw new Error(`The provider has no ${type}.`);
  return found.block;
}

function complete(block: BlockSchema, asked: Attributes, answers: Attributes): Attributes {
  const result: Attributes = {};
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    result[name] = asked[name] ?? (attribute.computed ? (answers[name] ?? emptyOf(attribute.type)) : null);
  }
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    const elements = asked[name];
    result[name] = Array.isArray(elements)
      ? elements.map((element) => complete(nested.block, isRecord(element) ? element : {}, {}))
      : // The only single block is `timeouts`, which is no business of the cloud.
        nested.nesting_mode === 'single'
        ? null
        : [];
  }
  return result;
}

function emptyOf(type: unknown): Value {
  const kind = Array.isArray(type) ? (type as unknown[])[0] : type;
  const empty: Record<string, Value> = { string: '', number: 0, bool: false, map: {}, list: [], set: [] };
  return empty[String(kind)] ?? null;
}
