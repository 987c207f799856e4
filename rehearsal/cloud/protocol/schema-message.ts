import type { ProviderDefinition } from '../engine/definition';
import type { BlockSchema, VersionedBlock } from '../engine/schema';
import { mapValues } from '../engine/value';

/** The answer to `GetSchema`. */
export function schemaResponse({ schema }: ProviderDefinition): object {
  return {
    provider: versioned(schema.provider),
    resourceSchemas: mapValues(schema.resource_schemas, versioned),
    dataSourceSchemas: mapValues(schema.data_source_schemas, versioned),
    // Lets Terraform keep the schema between the processes of one command instead of asking each of them.
    serverCapabilities: { getProviderSchemaOptional: true },
  };
}

function versioned({ version = 0, block }: VersionedBlock): object {
  return { version, block: blockMessage(block) };
}

function blockMessage(block: BlockSchema): object {
  return {
    attributes: Object.entries(block.attributes ?? {}).map(([name, attribute]) => ({
      ...attribute,
      name,
      type: Buffer.from(JSON.stringify(attribute.type)),
    })),
    blockTypes: Object.entries(block.block_types ?? {}).map(([typeName, nested]) => ({
      typeName,
      block: blockMessage(nested.block),
      nesting: nested.nesting_mode.toUpperCase(),
      minItems: nested.min_items ?? 0,
      maxItems: nested.max_items ?? 0,
    })),
  };
}
