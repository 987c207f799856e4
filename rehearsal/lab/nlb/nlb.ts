import { join } from 'node:path';
import type { Cloud } from '../../cloud/model';
import type { Netns } from '../common';
import { createNetns } from '../common';
import type { Plug } from '../network';
import type { Balancer } from './balancer';
import { coalesce } from './coalesce';
import { Haproxy } from './haproxy';
import { haproxyConfig } from './haproxy-config';
import { readBalancers } from './read-balancers';
import type { ServerState } from './server-states';
import { serverStates } from './server-states';
import { statistics } from './stats';
import { Wiring } from './wiring';

/** What the load balancers of a lab need. */
export interface NlbOptions {
  /** The lab's id. */
  id: string;
  /** The lab's folder. */
  dir: string;
  cloud: Cloud;
  /** The bridge of a vSwitch, undefined as long as there is none. */
  plug: (vswitchId: string) => Plug | undefined;
}

/** Every load balancer of the simulated cloud, played by one haproxy in the namespace `<id>-nlb`. */
export class Nlb {
  /** Brings everything to what the cloud holds now. */
  readonly update: () => Promise<void>;
  private readonly haproxy: Haproxy;
  private readonly wiring: Wiring;
  private balancers: Balancer[] = [];
  private reported: string[] = [];

  private constructor(
    readonly netns: Netns,
    private readonly options: NlbOptions,
  ) {
    this.haproxy = new Haproxy(netns, join(options.dir, 'nlb'));
    this.wiring = new Wiring(netns, options.plug);
    this.update = coalesce(() => this.bringUpToDate());
  }

  /** Makes the namespace; load balancers appear in it by `update`. */
  static async create(options: NlbOptions): Promise<Nlb> {
    const netns = await createNetns(options.id, 'nlb');
    // Nothing passes but what haproxy carries; it answers for endpoints also while their link is down.
    const settings = [
      'ip_forward=0',
      'ip_nonlocal_bind=1',
      'conf.all.rp_filter=0',
      'conf.default.rp_filter=0',
    ];
    await netns.exec(['sysctl', '-qw', ...settings.map((setting) => `net.ipv4.${setting}`)]);
    return new Nlb(netns, options);
  }

  /** What of the cloud's state is not played, in plain words. */
  get problems(): readonly string[] {
    return this.reported;
  }

  /** The names of the load balancers for hosts in the VPC, one entry for each address. */
  nlbHosts(): { name: string; address: string }[] {
    return this.balancers.flatMap(({ dnsName, zones }) =>
      zones.map(({ address }) => ({ name: dnsName, address })),
    );
  }

  /** Which servers are up. */
  async servers(): Promise<ServerState[]> {
    return this.haproxy.isRunning()
      ? serverStates(this.balancers, await statistics(this.haproxy.folder))
      : [];
  }

  /** Ends haproxy and removes the namespace. */
  async stop(): Promise<void> {
    await this.haproxy.stop();
    await this.netns.delete();
  }

  private async bringUpToDate(): Promise<void> {
    const { balancers, problems } = readBalancers(this.options.cloud);
    const missing = await this.wiring.update(balancers);
    this.reported = [...problems, ...missing];
    const serving = balancers.some(({ listeners }) => listeners.length > 0);
    await this.haproxy.configure(serving ? haproxyConfig(balancers) : '');
    this.balancers = balancers;
  }
}
