import type { Balancer, HealthCheck, Listener, Server } from './balancer';

/** Files that haproxy uses, relative to the folder that it runs in: the path of a socket may be 100 letters long only. */
export const FILES = {
  config: 'haproxy.cfg',
  draft: 'haproxy.draft.cfg',
  log: 'haproxy.log',
  socket: 'haproxy.sock',
  state: 'haproxy.state',
} as const;

/** The configuration of haproxy for all load balancers. */
export function haproxyConfig(balancers: readonly Balancer[]): string {
  const sections = balancers.flatMap((balancer) => {
    const addresses = [...balancer.zones.map(({ address }) => address), ...balancer.endpointAddresses];
    return balancer.listeners.map((listener) => section(listener, addresses));
  });
  return [HEAD, ...sections].join('\n\n') + '\n';
}

/** The name under which haproxy knows a listener; `@` may not occur in one. */
export function sectionName(listener: Pick<Listener, 'id'>): string {
  return listener.id.replace('@', ':');
}

// A connection that meets a dead server fails, as it does in the cloud: no second try elsewhere.
const HEAD = [
  'global',
  '  log stdout format raw daemon info',
  '  maxconn 8000',
  `  stats socket unix@${FILES.socket} mode 600 level admin`,
  `  server-state-file ${FILES.state}`,
  '',
  'defaults',
  '  mode tcp',
  '  log global',
  '  option log-health-checks',
  '  option dontlog-normal',
  '  balance roundrobin',
  '  retries 0',
  '  timeout connect 5s',
  '  load-server-state-from-file global',
].join('\n');

function section(listener: Listener, addresses: readonly string[]): string {
  const { port, idleTimeout, check, servers } = listener;
  return [
    `listen ${sectionName(listener)}`,
    `  # ${listener.groupName}`,
    ...addresses.map((address) => `  bind ${address}:${String(port)}`),
    `  timeout client ${String(idleTimeout)}s`,
    `  timeout server ${String(idleTimeout)}s`,
    `  timeout check ${String(check.timeout)}s`,
    ...servers.map((server) => `  server ${serverLine(server, listener)}`),
  ].join('\n');
}

function serverLine(
  { name, address, port, weight, source }: Server,
  { check, proxyProtocol }: Listener,
): string {
  return [
    `${name} ${address}:${String(port)} weight ${String(weight)} source ${source}`,
    ...(proxyProtocol ? ['send-proxy-v2'] : []),
    ...(check.enabled ? [checkWords(check)] : []),
  ].join(' ');
}

function checkWords({ port, interval, rise, fall }: HealthCheck): string {
  const other = port === 0 ? '' : ` port ${String(port)}`;
  return `check${other} inter ${String(interval)}s rise ${String(rise)} fall ${String(fall)}`;
}
