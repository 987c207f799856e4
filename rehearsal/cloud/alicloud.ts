import schemaData from '../../provider-alicloud/data/schema.json';
import semanticsData from '../../provider-alicloud/data/semantics.json';
import type { ProviderDefinition } from './engine/definition';
import type { ProviderSchema } from './engine/schema';
import type { ProviderSemantics } from './engine/semantics';

const schemas = schemaData.provider_schemas as unknown as Readonly<Record<string, ProviderSchema>>;
const schema = schemas['registry.terraform.io/aliyun/alicloud'];
if (!schema) throw new Error('the pinned schema is not that of aliyun/alicloud');

/** The provider of Alibaba Cloud, as far as its data is pinned. */
export const alicloud: ProviderDefinition = {
  source: 'aliyun/alicloud',
  version: '1.289.0',
  schema,
  semantics: semanticsData as unknown as ProviderSemantics,
  // The data says that these sets have a hash of their own, but not over what.
  setKeys: {
    alicloud_nlb_load_balancer: { zone_mappings: ['zone_id'] },
    alicloud_privatelink_vpc_endpoint_service: { resource: ['resource_id', 'resource_type'] },
  },
};
