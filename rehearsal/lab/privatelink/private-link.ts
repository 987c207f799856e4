import { join } from 'node:path';
import type { Background, BackgroundOptions, Netns, Result, RunOptions } from '../common';
import { createNetns } from '../common';
import { coalesce } from '../nlb';
import type { TidbCloudAccount } from './account';
import { ownFiles } from './files';
import { Link } from './link';
import { Resolver } from './resolver';

/** What TiDB Cloud's side of a lab needs. */
export interface PrivateLinkOptions {
  /** The lab's id. */
  id: string;
  /** The lab's folder. */
  dir: string;
  account: TidbCloudAccount;
  /** The load balancers' network namespace. */
  balancers: Netns;
}

/**
 * TiDB Cloud's host, in the namespace `<id>-tidb`: it reaches the endpoints of its account while they are connected,
 * and nothing else.
 */
export class PrivateLink {
  /** Brings link and names to what TiDB Cloud and the simulated cloud hold now. */
  readonly update: () => Promise<void>;
  private readonly resolver: Resolver;
  private aliases: readonly string[] = [];

  private constructor(
    /** Programs run in it find TiDB Cloud's names. */
    readonly netns: Netns,
    private readonly account: TidbCloudAccount,
    private readonly link: Link,
    folder: string,
  ) {
    this.resolver = new Resolver(netns, folder);
    this.update = coalesce(() => this.bringUpToDate());
  }

  /** Makes the namespace with a link that is down. */
  static async create({ id, dir, account, balancers }: PrivateLinkOptions): Promise<PrivateLink> {
    const folder = join(dir, 'privatelink');
    const bare = await createNetns(id, 'tidb');
    const link = new Link(bare, balancers);
    await link.create();
    return new PrivateLink(bare.withFiles(ownFiles(folder)), account, link, folder);
  }

  /** Lets hosts be found under further unique names also, such as one that brokers still advertise. */
  async alsoKnownAs(uniqueNames: readonly string[]): Promise<void> {
    this.aliases = uniqueNames;
    await this.update();
  }

  /** Runs a command on TiDB Cloud's host. */
  exec(command: readonly string[], options?: RunOptions): Promise<Result> {
    return this.netns.exec(command, options);
  }

  /** Starts a process there that stays. */
  spawn(command: readonly string[], options?: BackgroundOptions): Promise<Background> {
    return this.netns.spawn(command, options);
  }

  /** Ends everything there and removes the namespace. */
  async stop(): Promise<void> {
    await this.resolver.stop();
    await this.netns.delete();
  }

  private async bringUpToDate(): Promise<void> {
    const connections = this.account.connections();
    const active = connections.filter(({ state }) => state === 'ACTIVE');
    await this.link.carry(active.flatMap(({ addresses }) => addresses));
    const aliases = this.aliases.map((uniqueName) => ({
      uniqueName,
      addresses: connections[0]?.addresses ?? [],
    }));
    await this.resolver.configure([...this.account.names(), ...aliases]);
  }
}
