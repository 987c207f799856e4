import { bastionAddress, brokerAddress, brokerExternalPort, brokerName } from '../../domain/conventions';
import type { Path } from '../problems/problem';
import type { PartialConfig } from '../salvage';
import { entriesOf } from './rule';
import { soundSubnets, type Subnet } from './subnets';

/** A value that the file sets, or that follows from the node id; the path is that of the field in the file. */
export interface Given<T> {
  readonly path: Path;
  readonly value: T;
  /** Whether it is the default, by the naming convention. */
  readonly byConvention: boolean;
}

type Broker = NonNullable<NonNullable<PartialConfig['brokers']>[number]>;

/** The brokers with an id, without those that repeat one: their other conflicts follow from that. */
export function distinctBrokers(config: PartialConfig): [index: number, broker: Broker & { id: number }][] {
  const seen = new Set<number>();
  return entriesOf(config.brokers).flatMap(([index, broker]) => {
    const { id } = broker;
    if (id === undefined || seen.has(id)) return [];
    seen.add(id);
    return [[index, { ...broker, id }]];
  });
}

export interface PlacedHost {
  readonly address: Given<string>;
  readonly subnet: Subnet;
}

/** The addresses of the bastion and of all brokers, each with its vSwitch, as far as both are known. */
export function placedHosts(config: PartialConfig): PlacedHost[] {
  const subnets = soundSubnets(config);
  const { bastion } = config;
  const own = subnets.find(({ path }) => path[0] === 'bastion');
  const hosts: (PlacedHost | undefined)[] = [];
  if (bastion && own) hosts.push(place(['bastion'], bastion, 'cidr', bastionAddress(own.cidr), own));
  for (const [index, broker] of distinctBrokers(config)) {
    const subnet = subnets.find(({ path, zone }) => path[0] === 'zones' && zone === broker.zone);
    if (broker.zone === undefined || !subnet) continue;
    hosts.push(place(['brokers', index], broker, 'id', brokerAddress(subnet.cidr, broker.id), subnet));
  }
  return hosts.flatMap((host) => host ?? []);
}

function place(
  path: Path,
  host: { address?: string },
  source: string,
  convention: string | undefined,
  subnet: Subnet,
): PlacedHost | undefined {
  const address = givenOr(path, host, 'address', source, convention);
  return address && { address, subnet };
}

/** The ports of the brokers on the load balancer. */
export function externalPorts(config: PartialConfig): Given<number>[] {
  const base = config.ports?.externalBase;
  return distinctBrokers(config).flatMap(([index, broker]) => {
    const convention = base === undefined ? undefined : brokerExternalPort(base, broker.id);
    return givenOr(['brokers', index], broker, 'externalPort', 'id', convention) ?? [];
  });
}

/** The names of all hosts, the bastion's first. */
export function hostNames(config: PartialConfig): Given<string>[] {
  const { bastion } = config;
  const own = bastion ? givenOr<'name', string>(['bastion'], bastion, 'name', 'name', undefined) : undefined;
  const brokers = distinctBrokers(config).flatMap(([index, broker]) => {
    return givenOr(['brokers', index], broker, 'name', 'id', brokerName(broker.id)) ?? [];
  });
  return [...(own ? [own] : []), ...brokers];
}

/** @returns undefined when the file sets something invalid, or when there is neither */
function givenOr<K extends string, T>(
  path: Path,
  entry: { readonly [key in NoInfer<K>]?: NoInfer<T> },
  key: K,
  source: string,
  convention: T | undefined,
): Given<T> | undefined {
  const value = entry[key];
  if (value !== undefined) return { path: [...path, key], value, byConvention: false };
  if (key in entry || convention === undefined) return undefined;
  return { path: [...path, source], value: convention, byConvention: true };
}
