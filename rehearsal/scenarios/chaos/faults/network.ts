import { inspect, openCloud } from '../../../cloud/model';
import { builtPlan, cloudFile, known, type ScenarioContext } from '../../context';
import type { Place } from '../../lab/port';
import type { StepTools } from '../../scenario';
import type { Fault, Healing } from '../fault';
import { brokerOf } from './on-broker';

const TABLE = 'table inet chaos';

/** Nothing comes in or goes out, except at these addresses where some are given; nobody is told. */
function rules(addresses?: readonly string[]): string {
  const drops = (direction: 'iifname' | 'oifname', at: 'saddr' | 'daddr') =>
    addresses ? `ip ${at} { ${addresses.join(', ')} } drop` : `${direction} != "lo" drop`;
  return `${TABLE}
delete ${TABLE}
${TABLE} {
  chain input { type filter hook input priority -10; ${drops('iifname', 'daddr')}; }
  chain output { type filter hook output priority -10; ${drops('oifname', 'saddr')}; }
}
`;
}

/** Cuts places off. @returns what connects them again */
async function cut(
  { onEnd }: StepTools,
  places: readonly { place: Place; addresses?: readonly string[] }[],
): Promise<Healing> {
  const connect = async () => {
    for (const { place } of places) {
      await place.exec(['nft', '-f', '-'], { input: `${TABLE}\ndelete ${TABLE}\n` });
    }
  };
  onEnd('the network', { undo: () => connect().catch(() => undefined), leave: connect });
  for (const { place, addresses } of places) {
    await place.exec(['nft', '-f', '-'], { input: rules(addresses) });
  }
  return connect;
}

function networkOf(context: ScenarioContext, name: string): Place {
  const place = known(context, 'lab').networkOf(name);
  if (!place) throw new Error(`host ${name} does not run`);
  return place;
}

/** One host reaches nobody, and nobody reaches it. */
export const hostCut: Fault = {
  name: 'a host without network',
  strikes: 'broker',
  takes: 60,
  lasts: 20,
  gap: 40,
  heals: 120,
  findings: ['host-unreachable'],
  strike: (context, nodeId, tools) =>
    cut(tools, [{ place: networkOf(context, brokerOf(context, nodeId).name) }]),
};

/** All hosts of a zone, and the addresses in it by which the load balancer is reached and reaches its backends. */
export const zoneCut: Fault = {
  name: 'a zone without network',
  strikes: 'zone',
  takes: 75,
  lasts: 20,
  gap: 45,
  heals: 120,
  findings: ['host-unreachable', 'cluster-unanswered'],
  strike: (context, nodeId, tools) => {
    const { zone } = brokerOf(context, nodeId);
    const { bastion, brokers } = builtPlan(context);
    const names = [...(bastion ? [bastion] : []), ...brokers]
      .filter((host) => host.zone === zone)
      .map(({ name }) => name);
    const hosts = names.map((name) => ({ place: networkOf(context, name) }));
    return cut(tools, [
      ...hosts,
      { place: known(context, 'lab').balancers, addresses: balancerAddresses(context, zone) },
    ]);
  },
};

function balancerAddresses(context: ScenarioContext, zone: string): string[] {
  const { region } = known(context, 'config');
  const { loadBalancers, endpoints } = inspect(openCloud(cloudFile(context), { region }));
  return [...loadBalancers, ...endpoints]
    .flatMap(({ zones }) => zones)
    .filter((one) => one.zone === zone)
    .map(({ address }) => address);
}
