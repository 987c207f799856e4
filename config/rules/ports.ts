import { EXTERNAL, listenerPorts } from '../../domain/listeners';
import { formatPath } from '../problems/problem';
import type { PartialConfig } from '../salvage';
import { distinctListeners } from './external-listeners';
import { distinctBrokers, externalPorts, type Given } from './hosts';
import { repeats, type ErrorRule } from './rule';

const SSH = 22;
const HIGHEST_PORT = 65535;

/** Each listener of a broker, its metrics, and SSH have different ports. */
export const hostPorts: ErrorRule = (config, report) => {
  const own = (['controller', 'internal'] as const).map((name) => {
    return { path: ['ports', name], port: config.ports?.[name] };
  });
  const external = distinctListeners(config).map(([index, entry]) => {
    const path = entry.name === EXTERNAL ? ['ports', 'external'] : ['externalListeners', index, 'port'];
    return { path, port: listenerPorts(entry, config.ports).port };
  });
  const metrics = { path: ['kafka', 'metrics', 'port'], port: config.kafka?.metrics?.port };
  const ports = [...own, ...external, metrics].filter(({ port }) => port !== undefined);
  for (const { path, port } of ports)
    if (port === SSH) report(path, 'is the port of SSH', { fix: 'set another port' });
  const others = ports.filter(({ port }) => port !== SSH);
  for (const [{ path }, first] of repeats(others, ({ port }) => port)) {
    report(path, `is also ${formatPath(first.path)}`, { fix: 'set another port' });
  }
};

/** The bastion's mirror and its SSH have different ports. */
export const mirrorPort: ErrorRule = (config, report) => {
  if (config.bastion && config.bastion.mirrorPort === SSH) {
    report(['bastion', 'mirrorPort'], 'is the port of SSH', { fix: 'set another port' });
  }
};

/** Each external listener has load balancer ports of its own: one for bootstrap, and one for each broker. */
export const loadBalancerPorts: ErrorRule = (config, report) => {
  const all = distinctListeners(config).flatMap(([index, entry]) => {
    return entry.name === EXTERNAL ? portsOfExternal(config) : portsOfOther(config, index);
  });
  for (const { path, value, fix } of firstOfEach(all.filter((port) => port.value > HIGHEST_PORT))) {
    report(path, `its load balancer port would be ${value}`, { allowed: `1 to ${HIGHEST_PORT}`, fix });
  }
  const clashes = repeats(all, (port) => port.value).map(([port, first]) => ({ ...port, first }));
  for (const { path, value, first } of firstOfEach(clashes)) {
    const fix = path[0] === 'brokers' ? 'set another externalPort' : 'set another port';
    report(path, `has the same load balancer port ${value} as ${formatPath(first.path)}`, { fix });
  }
};

type BalancerPort = Pick<Given<number>, 'path' | 'value'> & { readonly fix?: string };

function portsOfExternal(config: PartialConfig): BalancerPort[] {
  const bootstrap = config.ports?.bootstrap;
  const own = externalPorts(config).map(({ byConvention, ...port }) => {
    return byConvention ? { ...port, fix: 'set externalPort, or a lower ports.externalBase' } : port;
  });
  return bootstrap === undefined ? own : [{ path: ['ports', 'bootstrap'], value: bootstrap }, ...own];
}

function portsOfOther(config: PartialConfig, index: number): BalancerPort[] {
  const { bootstrap, base } = config.externalListeners?.[index] ?? {};
  const at = ['externalListeners', index];
  const own = base === undefined ? [] : distinctBrokers(config).map(([, { id }]) => base + id);
  return [
    ...(bootstrap === undefined ? [] : [{ path: [...at, 'bootstrap'], value: bootstrap }]),
    ...own.map((value) => ({ path: [...at, 'base'], value, fix: 'set a lower base' })),
  ];
}

/** A base that conflicts does so for many brokers: once is enough. */
function firstOfEach<T extends { readonly path: Given<number>['path'] }>(ports: readonly T[]): T[] {
  const places = ports.map(({ path }) => formatPath(path));
  return ports.filter((_, index) => places.indexOf(places[index] ?? '') === index);
}
