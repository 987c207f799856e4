import type { Netns } from '../common';
import { addAddress, connect, run } from '../common';
import { ENDPOINT_NETWORK } from './endpoint-network';

const NAME = 'privatelink';
const CLIENT = '172.31.255.254/24';

/** The only way from TiDB Cloud's side to the load balancers: a cable that carries what goes to connected endpoints. */
export class Link {
  private addresses: readonly string[] = [];

  constructor(
    private readonly client: Netns,
    private readonly balancers: Netns,
  ) {}

  /** Lays the cable; nothing passes yet. */
  async create(): Promise<void> {
    await this.allow([]);
    // Otherwise all addresses would go with the one that came first.
    await this.balancers.exec(['sysctl', '-qw', 'net.ipv4.conf.all.promote_secondaries=1']);
    await connect(this.client, NAME, this.balancers, NAME);
    await this.set('down');
    await addAddress(this.client, NAME, CLIENT);
  }

  /** Lets through what goes to these addresses and nothing else; without any the link is down. */
  async carry(addresses: readonly string[]): Promise<void> {
    const gone = this.addresses.filter((address) => !addresses.includes(address));
    const fresh = addresses.filter((address) => !this.addresses.includes(address));
    if (gone.length + fresh.length === 0) return;
    if (addresses.length === 0) await this.set('down');
    await this.allow(addresses);
    for (const address of gone) {
      await run('ip', ['-n', this.balancers.name, 'address', 'del', `${address}/24`, 'dev', NAME]);
    }
    for (const address of fresh) await addAddress(this.balancers, NAME, `${address}/24`);
    this.addresses = addresses;
    if (addresses.length > 0) await this.set('up');
  }

  private async set(state: 'up' | 'down'): Promise<void> {
    await run('ip', ['-n', this.balancers.name, 'link', 'set', NAME, state]);
  }

  /** A host answers on each of its interfaces for all its addresses, so the load balancers' own are fenced off. */
  private async allow(addresses: readonly string[]): Promise<void> {
    const open =
      addresses.length === 0
        ? ''
        : `ip saddr ${ENDPOINT_NETWORK} ip daddr { ${addresses.join(', ')} } accept`;
    const input = `table inet privatelink
delete table inet privatelink
table inet privatelink {
  chain input {
    type filter hook input priority filter; policy accept;
    iifname != "${NAME}" accept
    ${open}
    drop
  }
  chain output {
    type filter hook output priority filter; policy accept;
    # Only answers leave this way: nobody here calls the consumer.
    oifname "${NAME}" meta l4proto tcp ct state new drop
  }
}
`;
    await this.balancers.exec(['nft', '-f', '-'], { input });
  }
}
