'use strict';
// Turns the full `terraform providers schema -json` of a provider into the small, stable form that is
// committed in data/: only the wanted resources and data sources, keys sorted, documentation dropped.

/** The provider's key in Terraform's schema output, and the only one the generator accepts. */
const PROVIDER = 'registry.terraform.io/aliyun/alicloud';

/** Keys of the provider schema that do not influence bindings or simulation and only bloat the diff. */
const DROPPED = new Set(['description', 'description_kind', 'resource_identity_schemas', 'functions']);

/** @param {boolean} inType whether the value is a type, whose keys are the names of an object's fields */
function sorted(value, inType = false) {
  if (Array.isArray(value)) return value.map((each) => sorted(each, inType));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.keys(value)
      .filter((key) => inType || !DROPPED.has(key) || !isDocumentation(value, key))
      .sort()
      .map((key) => [key, sorted(value[key], inType || (key === 'type' && Array.isArray(value[key])))]),
  );
}

/** A resource may have an attribute named `description`; only the text of that name is documentation. */
function isDocumentation(parent, key) {
  return typeof parent[key] !== 'object' || key === 'resource_identity_schemas' || key === 'functions';
}

function pick(schemas, names, kind) {
  const missing = names.filter((name) => !schemas[name]);
  if (missing.length > 0) throw new Error(`the provider schema has no ${kind} ${missing.join(', ')}`);
  return Object.fromEntries([...names].sort().map((name) => [name, schemas[name]]));
}

/**
 * @param {object} dump output of `terraform providers schema -json`
 * @param {{resources: string[], dataSources: string[]}} wanted see data/wanted.json
 * @returns {object} the committed form
 * @throws Error when a wanted resource or data source is absent
 */
function pruneSchema(dump, wanted) {
  const provider = dump.provider_schemas?.[PROVIDER];
  if (!provider) throw new Error(`the dump holds no provider ${PROVIDER}`);
  return sorted({
    format_version: '1.0',
    provider_schemas: {
      [PROVIDER]: {
        provider: provider.provider,
        resource_schemas: pick(provider.resource_schemas, wanted.resources, 'resource'),
        data_source_schemas: pick(provider.data_source_schemas, wanted.dataSources, 'data source'),
      },
    },
  });
}

module.exports = { PROVIDER, pruneSchema };
