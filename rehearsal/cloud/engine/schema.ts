/**
 * A provider's schema as `terraform providers schema -json` prints it. The pinned data of the bindings is in
 * this form, so the simulated provider serves the very schema that the bindings were generated from.
 */

/** A type in Terraform's JSON notation: `"string"`, `["list", "string"]`, `["object", {…}]`. */
export type TypeNotation =
  | 'string'
  | 'number'
  | 'bool'
  | ['list' | 'set' | 'map', TypeNotation]
  | ['object', Record<string, TypeNotation>];

/** One attribute. */
export interface AttributeSchema {
  type: TypeNotation;
  required?: boolean;
  optional?: boolean;
  computed?: boolean;
  sensitive?: boolean;
  deprecated?: boolean;
}

/** A nested block and how often it may occur. */
export interface NestedBlockSchema {
  nesting_mode: 'single' | 'list' | 'set';
  block: BlockSchema;
  min_items?: number;
  max_items?: number;
}

/** The attributes and nested blocks of a provider, a resource, a data source or a nested block. */
export interface BlockSchema {
  attributes?: Record<string, AttributeSchema>;
  block_types?: Record<string, NestedBlockSchema>;
}

/** A block with the version of the state that it describes. */
export interface VersionedBlock {
  block: BlockSchema;
  version?: number;
}

/** Everything that one provider declares. */
export interface ProviderSchema {
  provider: VersionedBlock;
  resource_schemas: Record<string, VersionedBlock>;
  data_source_schemas: Record<string, VersionedBlock>;
}

/**
 * Whether the cloud fills a repeated block that the configuration leaves out. The schema does not say so of
 * blocks; it shows in the block's content: something in it is computed, and no value has to be written.
 */
export function isComputedBlock(nested: NestedBlockSchema): boolean {
  const attributes = Object.values(nested.block.attributes ?? {});
  return attributes.some((each) => each.computed) && !attributes.some((each) => each.required);
}
