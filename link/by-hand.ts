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

/** A person replaces it by the id of the connection, which this does not know. */
const ID = '<plc-id>';

/**
 * TiDB Cloud without `ticloud` on this machine. It prints each command for a person, who runs it elsewhere or does the same
 * in the console, and types the result. It does not ask for what is in the deployment file.
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
    const answer = await this.person.tell('the accountId that it prints:', /^\d{10,20}$/);
    const listed = await this.person.tell('the azIds that it prints, separated by spaces:', /\S/);
    return { accountId: answer, zones: listed.split(/[\s,]+/) };
  }

  async connections(serviceName: string): Promise<Connection[]> {
    const accepted = this.config().endpointService.acceptedEndpoints.length > 0;
    if (!accepted && !this.created) {
      this.show(commands.list(this.clusterId));
      const there = await this.person.tell(
        `is a connection to ${serviceName} in the list, yes or no?`,
        /^(yes|no)$/,
      );
      if (there === 'no') return [];
    }
    return [{ id: ID, state: 'CREATING' }]; // the caller describes it next
  }

  async describe(id: string): Promise<Connection> {
    const { uniqueName } = this.config().tidbCloud;
    if (uniqueName !== UNIQUE_NAME_PLACEHOLDER) return { id, state: 'ACTIVE', uniqueName };
    this.show(commands.describe(this.clusterId, id));
    const state = await this.person.tell('the state that it prints:', new RegExp(`^(${STATES.join('|')})$`));
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
      'the unique name that it prints:',
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
    await this.person.tell('type done when it has succeeded:', /^done$/);
  }
}
