import { randomInt } from 'node:crypto';
import type { ProviderDefinition } from './engine/definition';
import type { Attributes, CloudApi } from './model/api';

const LARGEST_ID = 2 ** 47;

/** The provider whose only resource, `null_resource`, lives nowhere but in Terraform's state. */
export const nullProvider: ProviderDefinition = {
  source: 'hashicorp/null',
  version: '3.2.4',
  schema: {
    provider: { version: 0, block: {} },
    resource_schemas: {
      null_resource: {
        version: 0,
        block: {
          attributes: {
            id: { type: 'string', computed: true },
            triggers: { type: ['map', 'string'], optional: true },
          },
        },
      },
    },
    data_source_schemas: {},
  },
  semantics: {
    provider: {},
    resources: { null_resource: { attributes: { triggers: { force_new: true } } } },
    data_sources: {},
  },
  setKeys: {},
};

/** What stands behind that provider: nothing but a new id for each resource. */
export const nullCloud: CloudApi = {
  create: async (_type, planned) => ({ ...planned, id: String(randomInt(LARGEST_ID)) }),
  read: async (_type, prior) => prior,
  update: async (_type, _prior, planned) => planned,
  delete: async () => undefined,
  readData: async (type): Promise<Attributes> => {
    throw new Error(`hashicorp/null has no data source ${type}`);
  },
};
