import { hostAndPort } from '../../../plan/brokers';
import type { ClusterPlan } from '../../../plan/types';

/** A plan as people read it: the brokers, then what each port of the load balancer leads to. */
export function planTable(plan: ClusterPlan): string {
  const names = new Map(plan.brokers.map((broker) => [broker.nodeId, broker.name]));
  const brokers = plan.brokers.map((broker) => [
    broker.name,
    String(broker.nodeId),
    broker.roles.join(','),
    broker.zone,
    broker.address,
    hostAndPort(broker.internal),
    ...broker.externals.map(hostAndPort),
  ]);
  const listeners = plan.portMappings.map((listener) => [
    String(listener.port),
    listener.serverGroupName,
    listener.backends.map((nodeId) => `${names.get(nodeId)}:${listener.backendPort}`).join(', '),
  ]);
  const external = plan.externalListeners.map(({ name }) => name);
  return [
    ...table(['BROKER', 'NODE ID', 'ROLES', 'ZONE', 'ADDRESS', 'INTERNAL', ...external], brokers),
    '',
    ...table(['LISTENER', 'SERVER GROUP', 'BACKENDS'], listeners),
    '',
  ].join('\n');
}

/** Left-aligned columns, two spaces apart. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [head, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
