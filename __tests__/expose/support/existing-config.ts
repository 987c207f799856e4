import { parseConfig } from '../../../config/load';
import type { ExistingConfig } from '../../../config/schema';

/** A deployment file of three brokers that run already. */
export function existingConfig(existing: object): ExistingConfig {
  const zones = ['a', 'b', 'c'].map((letter, index) => ({
    id: `ap-southeast-1${letter}`,
    cidr: `10.0.${index + 1}.0/24`,
    vswitchId: `vsw-t4nexample${letter}`,
  }));
  const file = {
    name: 'existing',
    cluster: 'existing',
    region: 'ap-southeast-1',
    vpc: { id: 'vpc-t4nexample', cidr: '10.0.0.0/16' },
    zones,
    brokers: zones.map(({ id: zone }, index) => ({ id: index + 1, zone, address: `10.0.0.1${index + 1}` })),
    existing: { securityGroupId: 'sg-t4nexample', ...existing },
  };
  const { config } = parseConfig(JSON.stringify(file), 'kafka.yaml');
  if (config.cluster !== 'existing') throw new Error('not what was asked for');
  return config;
}
