import type { Cloud, CloudView, LoadBalancerView } from '../../cloud/model';
import { inspect } from '../../cloud/model';
import { containsAddress, parseAddress, parseCidr } from '../../cloud/model/network';
import type { Balancer, Balancing, Listener, Server, ZoneAddress } from './balancer';
import { groupSettings, securityGroupsOf } from './details';

type ListenerView = LoadBalancerView['listeners'][number];

/** Reads every load balancer of the cloud's state, as it is at this moment. */
export function readBalancers(cloud: Cloud): Balancing {
  const view = inspect(cloud);
  const problems: string[] = [];
  const balancers = view.loadBalancers.map((balancer): Balancer => {
    const zones = zonesOf(view, balancer);
    problems.push(...problemsOf(cloud, balancer));
    return {
      id: balancer.id,
      name: balancer.name,
      dnsName: balancer.dnsName,
      zones,
      endpointAddresses: endpointAddresses(view, balancer.id),
      listeners: balancer.listeners
        .filter((listener) => listener.status === 'Running' && isPlayable(listener, problems))
        .map((listener) => listenerOf(cloud, listener, zones, problems)),
    };
  });
  return { balancers, problems: [...new Set(problems)] };
}

function problemsOf(cloud: Cloud, { id, crossZone }: LoadBalancerView): string[] {
  const problems: string[] = [];
  if (!crossZone)
    problems.push(`load balancer ${id} keeps traffic in its zone; here every zone reaches every server`);
  if (securityGroupsOf(cloud, id).length > 0) {
    problems.push(`load balancer ${id} has security groups; here it allows every client that reaches it`);
  }
  return problems;
}

function zonesOf(view: CloudView, balancer: LoadBalancerView): ZoneAddress[] {
  return balancer.zones.map((zone) => ({
    ...zone,
    cidr: view.vswitches.find((vswitch) => vswitch.id === zone.vswitchId)?.cidr ?? '',
  }));
}

/** Endpoints reach a load balancer through the services that it is a resource of. */
function endpointAddresses(view: CloudView, balancerId: string): string[] {
  const services = view.endpointServices
    .filter((service) => service.resources.some(({ loadBalancerId }) => loadBalancerId === balancerId))
    .map((service) => service.id);
  return view.endpoints
    .filter((endpoint) => endpoint.status === 'Connected' && services.includes(endpoint.serviceId))
    .flatMap((endpoint) => endpoint.zones.map(({ address }) => address));
}

function isPlayable(listener: ListenerView, problems: string[]): boolean {
  const { id, protocol, serverGroup } = listener;
  const reasons = [
    protocol !== 'TCP' && `is a ${protocol} listener`,
    listener.port === 0 && 'listens on a range of ports',
    serverGroup.preserveClientIp &&
      `forwards to server group ${serverGroup.id}, which preserves client addresses`,
  ].filter((reason) => reason !== false);
  problems.push(
    ...reasons.map((reason) => `listener ${id} ${reason}, which the lab cannot play: it is left out`),
  );
  return reasons.length === 0;
}

function listenerOf(
  cloud: Cloud,
  listener: ListenerView,
  zones: readonly ZoneAddress[],
  problems: string[],
): Listener {
  const { id: groupId, name: groupName, servers } = listener.serverGroup;
  const { check, problem } = groupSettings(cloud, groupId);
  if (problem) problems.push(`server group ${groupId} ${problem}`);
  const { id, port, idleTimeout, proxyProtocol } = listener;
  return {
    id,
    port,
    idleTimeout,
    proxyProtocol,
    groupId,
    groupName,
    check,
    servers: servers.map((server): Server => ({
      name: [server.serverId, server.address, String(server.port)].join(':'),
      address: server.address,
      port: server.port,
      weight: server.weight,
      source: sourceFor(server.address, zones),
    })),
  };
}

/** A server is spoken to from the vSwitch that it is in, otherwise from the first. */
function sourceFor(server: string, zones: readonly ZoneAddress[]): string {
  const number = parseAddress(server);
  const near = zones.find(({ cidr }) => {
    const range = parseCidr(cidr);
    return range !== undefined && number !== undefined && containsAddress(range, number);
  });
  return (near ?? zones[0])?.address ?? '';
}
