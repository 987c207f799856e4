import type { CloudFacts, CloudResource } from '../../../doctor/facts';
import type { ClusterPlan } from '../../../plan/types';

/** Security group of the brokers, whosever they are. */
export const GROUP = 'sg-brokers';
const SERVICE = 'alicloud_privatelink_vpc_endpoint_service';

const resource = (type: string, values: Record<string, unknown>): CloudResource => ({
  address: `${type}.${String(values['id'] ?? values['port_range'])}`,
  type,
  values,
});

function rule(port: number, source: Record<string, string>): CloudResource {
  return resource('alicloud_security_group_rule', {
    security_group_id: GROUP,
    type: 'ingress',
    policy: 'accept',
    ip_protocol: 'tcp',
    port_range: `${port}/${port}`,
    ...source,
  });
}

/** What the cloud holds of a plan that was applied and touched by nobody. */
export function cloudOf(plan: ClusterPlan): CloudFacts {
  const rules = [
    ...plan.externalListeners.flatMap(({ port }) =>
      plan.zones.map(({ cidr }) => rule(port, { cidr_ip: cidr })),
    ),
    ...(plan.cluster === 'new' ? [plan.ports.internal, plan.ports.controller] : []).map((port) =>
      rule(port, { source_security_group_id: GROUP }),
    ),
  ];
  return {
    live: true,
    gone: [],
    applied: Object.fromEntries(
      plan.brokers.map(({ nodeId, zone, internal, externals: [external] }) => [
        nodeId,
        {
          zone,
          internal: `${internal.host}:${internal.port}`,
          external: `${external.host}:${external.port}`,
        },
      ]),
    ),
    connections: [{ endpointId: 'ep-1', status: 'Connected', ofTidbCloud: true }],
    // Of a group that is not ours, nobody asks for the other rules.
    rules: (plan.cluster === 'new' ? rules : []).map(({ values }) => ({
      groupId: GROUP,
      groupName: 'broker-security-group',
      policy: 'accept',
      protocol: 'tcp',
      ports: String(values['port_range']),
      source: String(values['cidr_ip'] ?? values['source_security_group_id']),
    })),
    resources: [
      ...(plan.cluster === 'new'
        ? [resource('alicloud_security_group', { id: GROUP, security_group_name: 'broker-security-group' })]
        : []),
      ...rules,
      resource(SERVICE, { id: 'epsrv-1', status: 'Active' }),
      ...plan.zones.map(({ id }) => resource(`${SERVICE}_resource`, { id, zone_id: id })),
      resource(`${SERVICE}_user`, { id: 'user', user_id: '2222333344445555' }),
      ...loadBalancerOf(plan),
    ],
  };
}

function loadBalancerOf({ portMappings, brokers }: ClusterPlan): CloudResource[] {
  return portMappings.flatMap(({ port, serverGroupName, backends, backendPort }) => [
    resource('alicloud_nlb_listener', {
      id: `lsn-${port}`,
      listener_port: port,
      server_group_id: `sgp-${port}`,
    }),
    resource('alicloud_nlb_server_group', { id: `sgp-${port}`, server_group_name: serverGroupName }),
    ...backends.map((nodeId) =>
      resource('alicloud_nlb_server_group_server_attachment', {
        id: `${port}-${nodeId}`,
        server_group_id: `sgp-${port}`,
        server_ip: brokers.find((broker) => broker.nodeId === nodeId)?.address,
        port: backendPort,
      }),
    ),
  ]);
}
