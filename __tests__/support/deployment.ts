import { existingClusterSchema } from '../../config/existing-schema';
import { newClusterSchema } from '../../config/new-schema';
import type { ExistingConfig, NewConfig } from '../../config/schema';

const ZONES = ['a', 'b', 'c'].map((letter, index) => ({
  id: `ap-southeast-1${letter}`,
  cidr: `10.0.${index * 64}.0/18`,
}));

/** A valid deployment of `count` brokers spread over three zones, the first one or three of them controllers. */
export function deployment(count = 3, input: Record<string, unknown> = {}): NewConfig {
  return newClusterSchema.parse({
    zones: ZONES,
    bastion: { zone: 'ap-southeast-1a', cidr: '10.0.192.0/18' },
    kafka: { clusterId: 'BRl69zcmTFmiPaoaANybiw' },
    brokers: brokers(count),
    controllers: count >= 3 ? [1, 2, 3] : [1],
    ...input,
  });
}

export function brokers(count: number): { id: number; zone: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    zone: `ap-southeast-1${'abc'[index % 3]}`,
  }));
}

/** A valid deployment for three brokers that run already, in vSwitches of their own. */
export function existingDeployment(input: Record<string, unknown> = {}): ExistingConfig {
  return existingClusterSchema.parse({
    name: 'kafka-existing',
    cluster: 'existing',
    vpc: { id: 'vpc-1', cidr: '10.0.0.0/16' },
    zones: ZONES.map(({ id }, index) => ({ id, cidr: `10.0.${index}.0/24`, vswitchId: `vsw-${index + 1}` })),
    brokers: brokers(3).map((broker) => ({
      ...broker,
      address: `10.0.8.${10 + broker.id}`,
      server: `i-${broker.id}`,
    })),
    existing: { securityGroupId: 'sg-1' },
    ...input,
  });
}
