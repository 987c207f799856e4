import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Testing } from 'cdktf';
import { parse } from 'yaml';
import { newClusterSchema } from '../../config/new-schema';
import type { Config, NewConfig } from '../../config/schema';
import { KafkaStack } from '../../constructs/kafka-stack';
import { existingDeployment } from '../support/deployment';
import { ACCOUNT_ACTIONS, actionsOf, RAM_ACTIONS } from './support/ram-actions';

interface Policy {
  readonly Version: string;
  readonly Statement: readonly {
    readonly Effect: string;
    readonly Action: readonly string[];
    readonly Resource: string;
    readonly Condition?: Record<string, Record<string, readonly string[]>>;
  }[];
}

const read = (path: string): string => readFileSync(join(__dirname, '../..', path), 'utf8');

const policyText = read('docs/ram-policy.json');
const policy = JSON.parse(policyText) as Policy;
const granted = policy.Statement.flatMap((statement) => statement.Action);

const example = parse(read('kafka.yaml')) as {
  zones: object[];
  bastion: object;
  kafka: object;
};
const variant = (changes: Record<string, unknown>): NewConfig =>
  newClusterSchema.parse({ ...example, ...changes });

const DEPLOYMENTS: Record<string, Config> = {
  'kafka.yaml': variant({}),
  'stage link': variant({ stage: 'link' }),
  'no bastion': variant({ bastion: false, kafka: { ...example.kafka, delivery: 'url' } }),
  'a firewalled load balancer': variant({ loadBalancer: { allowFrom: ['10.0.0.0/16'] } }),
  'accepted endpoints': variant({ endpointService: { acceptedEndpoints: ['ep-t4nexample'] } }),
  'an existing VPC': variant({
    vpc: { id: 'vpc-t4nexample', cidr: '10.0.0.0/16' },
    zones: example.zones.map((zone, index) => ({ ...zone, vswitchId: `vsw-t4nexample${index}` })),
    bastion: { ...example.bastion, vswitchId: 'vsw-t4nexample9' },
  }),
  'a pinned image': variant({ image: { id: 'aliyun_3_x64_20G_alibase_20250117.vhd' } }),
  'tags, a resource group and maintenance': variant({
    tags: { team: 'data' },
    resourceGroupId: 'rg-acfmexample',
    maintain: 1,
  }),
  'hardened hosts': variant({ deploymentSets: true, metadataTokens: 'required', systemDiskEncrypted: true }),
  'with preflight': variant({ preflight: true }),
  'brokers that run already': existingDeployment(),
  'the wide profile, destroyable': variant({ security: { profile: 'wide' }, destroyable: true }),
};

/** Types of the resources and, after `data.`, of the data sources in the Terraform JSON of a deployment. */
function typesOf(config: Config): string[] {
  const { resource, data = {} } = JSON.parse(
    Testing.synth(new KafkaStack(Testing.app(), config.name, { config })),
  ) as { resource: object; data?: object };
  return [...Object.keys(resource), ...Object.keys(data).map((type) => `data.${type}`)];
}

describe('docs/ram-policy.json', () => {
  it('is a RAM policy that allows, each action once and in order', () => {
    expect(policy.Version).toBe('1');
    for (const { Effect, Action, Resource } of policy.Statement) {
      expect(Effect).toBe('Allow');
      expect(Resource).toBe('*');
      expect(Action).toEqual([...Action].sort());
    }
    expect(granted).toEqual([...new Set(granted)]);
  });

  it('fits into one custom policy', () => {
    expect(policyText.length).toBeLessThanOrEqual(6144);
  });

  it('names exact actions, without a wildcard', () => {
    expect(granted.filter((action) => !/^[a-z]+:[A-Z][A-Za-z]+$/.test(action))).toEqual([]);
  });

  it('lets no other service-linked role be created', () => {
    const [statement, ...others] = policy.Statement.filter(({ Action }) =>
      Action.some((action) => action.startsWith('ram:')),
    );
    expect(others).toEqual([]);
    expect(statement?.Condition).toEqual({
      StringEquals: { 'ram:ServiceName': ['nlb.aliyuncs.com', 'privatelink.aliyuncs.com'] },
    });
  });

  it.each(Object.entries(DEPLOYMENTS))('covers every type in the Terraform JSON of %s', (_, config) => {
    const types = typesOf(config);
    expect(types).toContain('alicloud_nlb_load_balancer');
    expect(types.flatMap(actionsOf).filter((action) => !granted.includes(action))).toEqual([]);
  });

  it('allows nothing that no type and no account-level call needs', () => {
    const justified = [...Object.keys(RAM_ACTIONS).flatMap(actionsOf), ...Object.keys(ACCOUNT_ACTIONS)];
    expect([...granted].sort()).toEqual([...new Set(justified)].sort());
  });
});

describe('the table of RAM actions', () => {
  it('refuses an unknown type by its name', () => {
    expect(() => actionsOf('alicloud_eip_address')).toThrow('alicloud_eip_address');
  });

  it('knows no type that the app never builds', () => {
    const built = new Set(Object.values(DEPLOYMENTS).flatMap(typesOf));
    expect(Object.keys(RAM_ACTIONS).filter((type) => !built.has(type))).toEqual([]);
  });
});
