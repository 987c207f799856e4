import type { Place } from '../../lab/port';

/** What one host answers. */
export interface Answers {
  readonly address: string;
  /** Ports on which something listens. */
  readonly open: readonly number[];
  /** Ports that are let through although nothing listens there. */
  readonly closed: readonly number[];
}

/** Seconds for which a firewall remembers a connection in a state. */
const FORGET = 'net.netfilter.nf_conntrack_tcp_timeout';

/**
 * Asks every TCP port of each address, with nmap.
 *
 * @param place from where
 * @throws Error when nmap fails
 */
export async function scan(place: Place, addresses: readonly string[]): Promise<Answers[]> {
  // Else what this host has asked for, another one's scan might find let through as an answer to it.
  await place.exec(['sysctl', '-qw', ...['syn_sent', 'close'].map((state) => `${FORGET}_${state}=1`)]);
  const pace = ['--min-rate', '15000', '--max-retries', '1', '--min-hostgroup', '16', '-T5'];
  const command = ['nmap', '-n', '-Pn', '-sS', '-p-', ...pace, '-vv', '-oG', '-', ...addresses];
  const { code, stdout, stderr } = await place.exec(command, { timeoutSec: 300, check: false });
  const unreachable = stderr.includes('failed to determine route');
  if (code !== 0 && !unreachable) throw new Error(`nmap ended with ${code ?? 'a signal'}: ${stderr}`);
  return addresses.map((address) => ({
    address,
    open: answered(stdout, address, 'open'),
    closed: answered(stdout, address, 'closed'),
  }));
}

/** From lines such as `Host: 10.0.0.11 ()	Ports: 22/open/tcp//ssh///, …	Ignored State: filtered (65532)`. */
function answered(greppable: string, address: string, state: string): number[] {
  const lines = greppable.split('\n').filter((line) => line.startsWith(`Host: ${address} (`));
  const ports = lines.flatMap((line) => [...line.matchAll(/(\d+)\/(\w+)\/tcp/g)]);
  return ports.filter(([, , found]) => found === state).map(([, port]) => Number(port));
}
