import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes a deployment of `count` brokers in three zones to `folder` and returns its path. */
export function deploymentFile(folder: string, count: number): string {
  const file = join(folder, `${count}.yaml`);
  const brokers = Array.from(
    { length: count },
    (_, i) => `  - { id: ${i + 1}, zone: ap-southeast-1${'abc'[i % 3]} }`,
  );
  const zones = ['a', 'b', 'c'].map(
    (zone, i) => `  - { id: ap-southeast-1${zone}, cidr: 10.0.${i * 64}.0/18 }`,
  );
  const lines = [
    `name: bench-${count}`,
    'bastion: { zone: ap-southeast-1a, cidr: 10.0.192.0/18 }',
    'kafka: { clusterId: BRl69zcmTFmiPaoaANybiw }',
    'zones:',
    ...zones,
    'brokers:',
    ...brokers,
    'controllers: [1, 2, 3]',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}
