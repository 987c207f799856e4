import { UNIQUE_NAME_PLACEHOLDER } from '../domain/conventions';
import type { Config } from '../config/schema';
import type { Person } from './person';
import {
  type Connection,
  type ConnectionState,
  type ProposedDomain,
  STATES,
  type TidbCloud,
} from './tidb-cloud';
import { commands, typed } from './ticloud-commands';

/** What a person puts in for the id, which is asked for nowhere else. */
const ID = '<plc-id>';

/**
 * TiDB Cloud without `ticloud` on this machine: each command is printed for a person, who runs it elsewhere, or does the
 * same in the console, and types what it says. What the deployment file tells already is not asked.
 */
export class ByHand implements TidbCloud {
  readonly pollSeconds = 0;
  private created = false;

  constructor(
    private readonly person: Person,
    private readonly clusterId: string,
    private readonly say: (line: string) => void,
    private readonly config: () => Config,
  ) {}

  async needs() {
    const { accountId, zones } = this.config().tidbCloud;
    if (accountId !== undefined) return zones && { accountId, zones };
    this.show(commands.zones(this.clusterId));
    const answer = await this.person.tell('accountId that it prints:', /^\d{10,20}$/);
    const listed = await this.person.tell('azIds that it prints, separated by blanks:', /\S/);
    return { accountId: answer, zones: listed.split(/[\s,]+/) };
  }

  async connections(serviceName: string): Promise<Connection[]> {
    const accepted = this.config().endpointService.acceptedEndpoints.length > 0;
    if (!accepted && !this.created) {
      this.show(commands.list(this.clusterId));
      const there = await this.person.tell(
        `is there a connection to ${serviceName}, yes or no?`,
        /^(yes|no)$/,
      );
      if (there === 'no') return [];
    }
    return [{ id: ID, state: 'CREATING' }]; // it is described next
  }

  async describe(id: string): Promise<Connection> {
    const { uniqueName } = this.config().tidbCloud;
    if (uniqueName !== UNIQUE_NAME_PLACEHOLDER) return { id, state: 'ACTIVE', uniqueName };
    this.show(commands.describe(this.clusterId, id));
    const state = await this.person.tell('state that it prints:', new RegExp(`^(${STATES.join('|')})$`));
    return { id, state: state as ConnectionState };
  }

  async create(displayName: string, serviceName: string): Promise<void> {
    this.show(commands.create(this.clusterId, displayName, serviceName));
    await this.done();
    this.created = true;
  }

  async proposeDomain(id: string): Promise<ProposedDomain> {
    this.show(commands.propose(this.clusterId, id));
    const uniqueName = await this.person.tell(
      'unique name that it prints:',
      /^[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?$/,
    );
    return { uniqueName, domains: [] };
  }

  async attachDomain(id: string, uniqueName: string): Promise<void> {
    this.show(commands.attach(this.clusterId, id, uniqueName));
    await this.done();
  }

  private show(args: readonly string[]): void {
    this.say(`run, or do the same in TiDB Cloud's console:\n  ${typed(args)}`);
  }

  private async done(): Promise<void> {
    await this.person.tell('done once it has succeeded:', /^done$/);
  }
}
