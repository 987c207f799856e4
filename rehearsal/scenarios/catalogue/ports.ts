import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInOneOf } from '../../../domain/cidr';
import { inspect, openCloud } from '../../cloud/model';
import { missingPrerequisites } from '../../lab/common';
import { builtPlan, cloudFile, known, type ScenarioContext } from '../context';
import type { Place } from '../lab/port';
import { documentedWays, type Way } from './ports/documented';
import { scan } from './ports/scan';
import type { Step } from '../scenario';
import { build, link } from './default';

const THREAT_MODEL = join(__dirname, '../../../docs/threat-model.md');
const NMAP = [{ command: 'nmap', apt: 'nmap', dnf: 'nmap' }];

/** Every host asks every TCP port of every other one: what answers is what the threat model says, no more and no less. */
export const ports = (): Step<ScenarioContext>[] => [
  {
    name: 'nmap is installed',
    run: () => {
      const missing = missingPrerequisites(NMAP);
      return missing.length > 0 ? Promise.reject(new Error(missing.join('\n'))) : Promise.resolve('it is');
    },
  },
  ...build,
  ...link,
  ...['Internet', 'bastion', 'broker', 'load balancer', 'TiDB Cloud'].map((from) => portsFrom(from)),
];

function portsFrom(from: string): Step<ScenarioContext> {
  return {
    name: `ports from ${from}`,
    run: async (context, { say }) => {
      const ways = documentedWays(readFileSync(THREAT_MODEL, 'utf8'))
        .filter((way) => way.from === from)
        .map((way) => withMetrics(context, way));
      const seen = new Set<string>();
      for (const [name, place] of places(context, from)) {
        say(`all ports from ${name}`);
        for (const way of ways) await compare({ name, place }, way, targets(context, way.to, name), seen);
      }
      return [...seen].join('; ');
    },
  };
}

/** What `kafka.metrics` adds to the table: its port, for hosts in the ranges of `allowFrom`. */
function withMetrics(context: ScenarioContext, way: Way): Way {
  const { kafka, bastion, brokers } = builtPlan(context);
  const hosts = { bastion: bastion ? [bastion] : [], broker: brokers }[way.from] ?? [];
  const { metrics } = kafka;
  if (
    !metrics ||
    way.to !== 'broker' ||
    !hosts.some(({ address }) => isInOneOf(metrics.allowFrom, address))
  ) {
    return way;
  }
  return { ...way, ports: [...way.ports, metrics.port].sort((a, b) => a - b) };
}

/** @throws Error when another port answers than is documented, or one does not */
async function compare(
  { name, place }: { name: string; place: Place },
  { to, ports: expected }: Way,
  addresses: readonly string[],
  seen: Set<string>,
): Promise<void> {
  if (addresses.length === 0) return;
  for (const { address, open, closed } of await scan(place, addresses)) {
    // A balancer answers for itself, without a security group; on a host, whatever answers has passed one.
    const answered = /balancer|endpoint/.test(to) ? open : [...open, ...closed].sort((a, b) => a - b);
    if (answered.join() !== expected.join()) {
      const said = answered.join(', ') || 'none';
      throw new Error(
        `${name} reaches ${address} (${to}) on ${said}; documented: ${expected.join(', ') || 'none'}`,
      );
    }
  }
  seen.add(`${to}: ${expected.join(', ') || 'none'}`);
}

function places(context: ScenarioContext, from: string): [name: string, place: Place][] {
  const lab = known(context, 'lab');
  const { brokers, bastion } = known(context, 'plan');
  const names = { broker: brokers.map(({ name }) => name), bastion: bastion ? [bastion.name] : [] }[from];
  if (names) return names.map((name) => [name, lab.networkOf(name) ?? missing(name)]);
  const place = { Internet: lab.operator, 'load balancer': lab.balancers, 'TiDB Cloud': lab.tidbHost }[from];
  return [[from, place ?? missing(from)]];
}

/** Addresses of what a row of the table leads to, without the asking host's own. */
function targets(context: ScenarioContext, to: string, self: string): string[] {
  const { region } = known(context, 'config');
  const { brokers, bastion } = known(context, 'plan');
  const { instances, loadBalancers, endpoints } = inspect(openCloud(cloudFile(context), { region }));
  const fromOutside = self === 'Internet';
  switch (to) {
    case 'broker':
      return brokers.filter(({ name }) => name !== self).map(({ address }) => address);
    case 'bastion':
      return instances
        .filter(({ name }) => name === bastion?.name)
        .map(({ publicIp, privateIp }) => (fromOutside ? publicIp : privateIp));
    case 'load balancer':
      return loadBalancers.flatMap(({ zones }) => zones.map(({ address }) => address));
    case 'endpoint':
      return endpoints.flatMap(({ zones }) => zones.map(({ address }) => address));
    default:
      return missing(to);
  }
}

function missing(what: string): never {
  throw new Error(`there is no ${what}`);
}
