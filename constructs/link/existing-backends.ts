import type { ExistingClusterPlan } from '../../plan/types';
import type { NlbBackend } from './port-mapping';

/** Brokers that run already, as the load balancer sees them, by node id. */
export function existingBackends({ brokers }: ExistingClusterPlan): ReadonlyMap<number, NlbBackend> {
  return new Map(
    brokers.map(({ nodeId, address: privateIp, server }) => {
      if (server === undefined) return [nodeId, { privateIp }];
      const isInterface = server.startsWith('eni-');
      return [
        nodeId,
        isInterface ? { networkInterfaceId: server, privateIp } : { instanceId: server, privateIp },
      ];
    }),
  );
}
