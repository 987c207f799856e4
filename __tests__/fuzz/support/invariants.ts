import type { Config } from '../../../config/schema';
import type { ClusterPlan, NewClusterPlan } from '../../../plan/types';

const twice = <T>(items: readonly T[]): T[] => items.filter((item, index) => items.indexOf(item) !== index);

const number = (address: string): number =>
  address.split('.').reduce((value, octet) => value * 256 + Number(octet), 0);

/** Whether a host may have the address: Alibaba Cloud keeps the first and the last three of a vSwitch. */
function isUsable(address: string, cidr: string): boolean {
  const [base = '', bits] = cidr.split('/');
  const offset = number(address) - number(base);
  return offset >= 1 && offset < 2 ** (32 - Number(bits)) - 3;
}

/** What is wrong with a plan, whatever the deployment file was; nothing, one hopes. */
export function brokenInvariants(config: Config, plan: ClusterPlan): string[] {
  const { brokers, bastion, zones, portMappings, ports } = plan;
  const cidrOf = (zone: string) => zones.find(({ id }) => id === zone)?.cidr ?? '0.0.0.0/32';
  const controllers = brokers.filter(({ roles }) => roles.includes('controller'));
  return [
    ...twice(brokers.map(({ externals: [external] }) => `${external.host}:${external.port}`)).map(
      (it) => `${it} is advertised twice`,
    ),
    ...twice(portMappings.map(({ port }) => port)).map((port) => `two listeners on ${port}`),
    ...twice([...brokers, ...(bastion ? [bastion] : [])].map(({ address }) => address)).map(
      (it) => `two hosts at ${it}`,
    ),
    ...(plan.cluster === 'existing' ? [] : brokers)
      .filter(({ address, zone }) => !isUsable(address, cidrOf(zone)))
      .map(({ address, zone }) => `${address} is no address for a host in ${zone}`),
    ...(bastion && !isUsable(bastion.address, bastion.cidr)
      ? [`${bastion.address} is no address for the bastion`]
      : []),
    ...portMappings
      .filter(
        ({ nodeId, backends }) => nodeId !== undefined && (backends.length !== 1 || backends[0] !== nodeId),
      )
      .map(({ port, backends }) => `${port} leads to ${backends.join()}`),
    ...(plan.cluster === 'new' ? brokenQuorum(plan) : []),
    ...(controllers.length === config.controllers.length ? [] : ['not every controller is a voter']),
    ...(ports.internal === plan.externalListeners[0].port ? ['two listeners on one port'] : []),
  ];
}

function brokenQuorum({ brokers, kafka, ports, externalListeners: [external] }: NewClusterPlan): string[] {
  const voters = brokers
    .filter(({ roles }) => roles.includes('controller'))
    .map(({ nodeId, address }) => `${nodeId}@${address}:${ports.controller}`);
  return [
    ...(kafka.quorumVoters === voters.join() ? [] : [`voters ${kafka.quorumVoters}`]),
    ...([ports.internal, external.port].includes(ports.controller) ? ['CONTROLLER shares its port'] : []),
  ];
}

/** What no synthesized file may hold: a token that cdktf has not resolved, or a private key. */
export const leaked = (json: string): string[] =>
  [/TfToken\[[^\]]*\]/, /BEGIN [A-Z ]*PRIVATE KEY/, /\[object Object\]/, /"undefined"/].flatMap(
    (pattern) => pattern.exec(json)?.[0] ?? [],
  );
