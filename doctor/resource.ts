import type { CloudResource } from './facts';

/** A value of a resource as text; empty if it has no such value. */
export function text({ values }: Pick<CloudResource, 'values'>, name: string): string {
  const value = values[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Id of a broker's data disk; undefined if Terraform has built none. */
export function dataDiskOf(
  cloud: { readonly resources: readonly CloudResource[] } | undefined,
  nodeId: number,
): string | undefined {
  const disk = cloud?.resources.find(
    ({ address }) => address === `alicloud_ecs_disk.brokers_${nodeId}_data-disk`,
  );
  return disk && text(disk, 'id');
}
