import type { BlockSchema, ProviderSchema } from './schema';
import type { BlockSemantics, ProviderSemantics } from './semantics';

/** One provider that is served: its name, and the data that drives the engine. */
export interface ProviderDefinition {
  /** Namespace and type, for example `aliyun/alicloud`. */
  source: string;
  version: string;
  schema: ProviderSchema;
  semantics: ProviderSemantics;
  /** By resource type and dotted path: the attributes by which a set of blocks tells its elements apart. */
  setKeys: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** All that the engine knows of one resource type or data source. */
export interface ResourceDefinition {
  type: string;
  block: BlockSchema;
  semantics: BlockSemantics;
  setKeys: Readonly<Record<string, readonly string[]>>;
}

/** Looks up a resource type. */
export function resourceOf(provider: ProviderDefinition, type: string): ResourceDefinition {
  return define(provider, type, provider.schema.resource_schemas, provider.semantics.resources);
}

/** Looks up a data source. */
export function dataSourceOf(provider: ProviderDefinition, type: string): ResourceDefinition {
  return define(provider, type, provider.schema.data_source_schemas, provider.semantics.data_sources);
}

function define(
  provider: ProviderDefinition,
  type: string,
  schemas: ProviderSchema['resource_schemas'],
  semantics: ProviderSemantics['resources'],
): ResourceDefinition {
  const block = schemas[type]?.block;
  if (!block) throw new Error(`the simulated provider ${provider.source} has no ${type}`);
  const attributes = semantics[type]?.attributes ?? {};
  return { type, block, semantics: attributes, setKeys: provider.setKeys[type] ?? {} };
}
