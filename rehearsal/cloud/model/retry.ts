import semantics from '../../../provider-alicloud/data/semantics.json';

type Operation = 'create' | 'update' | 'delete';

/** Codes that the provider answers by trying again, per type and call (from its resource files). */
const RETRIED: Record<string, Partial<Record<Operation, readonly string[]>>> = {
  alicloud_ecs_key_pair: { delete: ['InvalidParameter.KeypairAlreadyAttachedInstance'] },
  alicloud_nlb_listener: { create: ['SystemBusy'] },
  alicloud_nlb_server_group_server_attachment: {
    create: ['IncorrectStatus.serverGroup', 'Conflict.Lock', 'OperationFailed.ResourceIsConfiguring'],
    update: ['IncorrectStatus.serverGroup', 'Conflict.Lock', 'OperationFailed.ResourceIsConfiguring'],
    delete: ['IncorrectStatus.serverGroup', 'Conflict.Lock', 'OperationFailed.ResourceIsConfiguring'],
  },
  alicloud_ecs_disk_attachment: {
    create: ['IncorrectInstanceStatus', 'OperationConflict', 'InternalError'],
    delete: ['IncorrectInstanceStatus', 'OperationConflict', 'InternalError'],
  },
  alicloud_privatelink_vpc_endpoint_service: {
    update: ['EndpointServiceOperationDenied', 'ConcurrentCallNotSupported', 'EndpointServiceLocked'],
    delete: ['EndpointServiceConnectionDependence', 'ConcurrentCallNotSupported'],
  },
  alicloud_privatelink_vpc_endpoint_service_resource: {
    create: ['EndpointServiceOperationDenied', 'ConcurrentCallNotSupported'],
    delete: ['EndpointServiceConnectionDependence', 'ConcurrentCallNotSupported'],
  },
  alicloud_privatelink_vpc_endpoint_connection: {
    create: ['EndpointConnectionOperationDenied'],
    update: ['EndpointConnectionOperationDenied'],
    delete: ['EndpointConnectionOperationDenied'],
  },
};

/** Whether the provider repeats a call that was refused with this code; throttled calls always are. */
export function isRetried(operation: Operation, type: string, code: string): boolean {
  return code.startsWith('Throttling') || (RETRIED[type]?.[operation] ?? []).includes(code);
}

/**
 * Seconds to wait before each further attempt: 3, 8, 13, … as the provider does, until the time limit of the
 * call (5 minutes where the provider sets none) is used up.
 */
export function retryWaits(operation: Operation, type: string): number[] {
  const resource = (
    semantics.resources as Record<string, { timeouts_seconds?: Partial<Record<Operation, number>> }>
  )[type];
  const limit = resource?.timeouts_seconds?.[operation] ?? 300;
  const waits: number[] = [];
  for (let wait = 3, total = wait; total < limit; wait += 5, total += wait) waits.push(wait);
  return waits;
}
