import { addAddress, connect, Netns } from '../common';
import type { Plug } from '../network';
import { gateway, withPrefix } from '../network/address';
import type { Balancer, ZoneAddress } from './balancer';

/** One interface of the load balancers' namespace, with a routing table of its own. */
interface Wire {
  interfaceName: string;
  table: string;
  zone: ZoneAddress;
}

/** The interfaces of the load balancers' namespace: one for each zone of each load balancer. */
export class Wiring {
  private readonly wires = new Map<string, Wire>();
  private made = 0;

  constructor(
    private readonly netns: Netns,
    private readonly plug: (vswitchId: string) => Plug | undefined,
  ) {}

  /** Plugs in what is new and pulls what is gone. @returns what cannot be plugged in yet */
  async update(balancers: readonly Balancer[]): Promise<string[]> {
    const wanted = new Map(balancers.flatMap(({ zones }) => zones.map((zone) => [key(zone), zone] as const)));
    for (const [name, wire] of this.wires) {
      if (wanted.has(name)) continue;
      await this.pull(wire);
      this.wires.delete(name);
    }
    const missing: string[] = [];
    for (const [name, zone] of wanted) {
      if (this.wires.has(name)) continue;
      const plug = this.plug(zone.vswitchId);
      if (plug) this.wires.set(name, await this.connect(zone, plug));
      else missing.push(`vSwitch ${zone.vswitchId} has no bridge yet, so ${zone.address} cannot be reached`);
    }
    return missing;
  }

  private async connect(zone: ZoneAddress, plug: Plug): Promise<Wire> {
    this.made += 1;
    const interfaceName = `zone${String(this.made)}`;
    const port = `nlb${String(this.made)}`;
    const table = String(100 + this.made);
    const router = new Netns(plug.namespace);
    await connect(this.netns, interfaceName, router, port);
    await router.exec(['ip', 'link', 'set', port, 'master', plug.bridge]);
    await addAddress(this.netns, interfaceName, withPrefix(zone.address, zone.cidr));
    // An answer leaves by the vSwitch that the question came in by, as the address belongs there.
    const route = (...words: string[]) =>
      this.netns.exec(['ip', 'route', 'add', ...words, 'dev', interfaceName, 'table', table]);
    await route(zone.cidr, 'src', zone.address);
    await route('default', 'via', gateway(zone.cidr));
    await this.netns.exec(['ip', 'rule', 'add', 'from', zone.address, 'lookup', table]);
    return { interfaceName, table, zone };
  }

  private async pull({ interfaceName, table, zone }: Wire): Promise<void> {
    await this.netns.exec(['ip', 'rule', 'del', 'from', zone.address, 'lookup', table]);
    await this.netns.exec(['ip', 'link', 'del', interfaceName]);
  }
}

function key({ vswitchId, address }: ZoneAddress): string {
  return `${vswitchId} ${address}`;
}
