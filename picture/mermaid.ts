import type { BrokerPlan, ClusterPlan } from '../plan/types';
import { planRows, type ZoneRow } from './rows';

/**
 * A deployment as a Mermaid flowchart. Names come from a deployment file, whose rules keep quotes out of them; braces
 * stand between quotes.
 */
export function toMermaid(plan: ClusterPlan): string {
  return [
    'flowchart LR',
    ...[
      ...block('tidb', 'TiDB Cloud', [
        node('changefeed', ['changefeed']),
        node('at-bootstrap', ['bootstrap', `:${plan.externalListeners[0].bootstrap}`]),
        ...plan.brokers.map(({ nodeId, externals: [external] }) =>
          node(`at-${nodeId}`, [external.host, `:${external.port}`]),
        ),
      ]),
      ...block('vpc', `${plan.vpc.id ?? plan.vpc.name} · ${plan.vpc.cidr} · ${plan.region}`, [
        node('service', ['endpoint service', 'PrivateLink']),
        ...block('balancer', `${plan.loadBalancerName} · internal, every zone`, [
          ...plan.portMappings.map(({ nodeId = 'bootstrap', port, serverGroupName }) =>
            node(`listener-${nodeId}`, [`:${port}`, serverGroupName]),
          ),
        ]),
        ...planRows(plan, 0).zones.flatMap((zone, index) => zoneBlock(plan, zone, `zone-${index}`)),
      ]),
      ...wires(plan),
    ].map((line) => `  ${line}`),
    '',
  ].join('\n');
}

function zoneBlock(
  { externalListeners: [external] }: ClusterPlan,
  { id, vswitches }: ZoneRow,
  zone: string,
): string[] {
  const inner = vswitches.flatMap(({ name, cidr, hosts }, index) =>
    block(
      `${zone}-${index}`,
      `${name} · ${cidr}`,
      hosts.map(({ host }) =>
        'broker' in host
          ? node(`broker-${host.broker.nodeId}`, brokerLines(host.broker, external.port))
          : node('bastion', [host.bastion.name, host.bastion.address, 'SSH :22']),
      ),
    ),
  );
  return block(zone, id, inner);
}

function brokerLines({ name, roles, address, leaving }: BrokerPlan, external: number): string[] {
  const state = leaving ? [...roles, 'leaving'] : roles;
  return [name, state.join(', '), `${address} · EXTERNAL :${external}`];
}

function wires({ portMappings }: ClusterPlan): string[] {
  const keys = portMappings.map(({ nodeId = 'bootstrap', backends }) => ({ key: nodeId, backends }));
  return [
    ...keys.map(({ key }) => `changefeed --> at-${key}`),
    ...keys.map(({ key }) => `at-${key} --> service`),
    ...keys.map(({ key }) => `service --> listener-${key}`),
    ...keys.flatMap(({ key, backends }) =>
      backends.map((nodeId) => `listener-${key} ${key === 'bootstrap' ? '-.->' : '-->'} broker-${nodeId}`),
    ),
  ];
}

const node = (id: string, lines: readonly string[]): string => `${id}["${lines.join('<br/>')}"]`;

const block = (id: string, title: string, lines: readonly string[]): string[] => [
  `subgraph ${id}["${title}"]`,
  ...lines.map((line) => `  ${line}`),
  'end',
];
