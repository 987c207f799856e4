import { z } from 'zod';
import { run } from '../system/run';
import { LinkStop } from './stop';
import { type Connection, type Needs, type ProposedDomain, STATES, type TidbCloud } from './tidb-cloud';
import { commands, typed } from './ticloud-commands';
import { explainFailure } from './ticloud-failure';

/**
 * The part of TiDB Cloud's answers that is needed here, as in pkg/tidbcloud/v1beta1/serverless/privatelink of
 * github.com/tidbcloud/tidbcloud-cli. Older releases show neither the endpoint nor the domains.
 */
const zonesAnswer = z.object({ accountId: z.string(), azIds: z.array(z.string()).default([]) });
const connectionAnswer = z.object({
  privateLinkConnectionId: z.string(),
  state: z.enum(STATES),
  message: z.string().optional(),
  alicloudEndpointService: z.object({ name: z.string(), endpointId: z.string().optional() }).optional(),
  attachedDomains: z.array(z.object({ type: z.string(), uniqueName: z.string().optional() })).default([]),
});
const listAnswer = z.object({ privateLinkConnections: z.array(connectionAnswer).default([]) });

/** How long to wait for an answer, in seconds. */
const PATIENCE = 60;

/** TiDB Cloud by its command line `ticloud`. */
export class Ticloud implements TidbCloud {
  readonly pollSeconds = 10;

  constructor(
    private readonly program: string,
    private readonly clusterId: string,
  ) {}

  async needs(): Promise<Needs> {
    const { accountId, azIds } = await this.json(commands.zones(this.clusterId), zonesAnswer);
    return { accountId, zones: azIds };
  }

  async connections(serviceName: string): Promise<Connection[]> {
    const { privateLinkConnections } = await this.json(commands.list(this.clusterId), listAnswer);
    return privateLinkConnections
      .filter(({ alicloudEndpointService: service }) => service?.name === serviceName)
      .map(connectionOf);
  }

  async describe(id: string): Promise<Connection> {
    return connectionOf(await this.json(commands.describe(this.clusterId, id), connectionAnswer));
  }

  async create(displayName: string, serviceName: string): Promise<void> {
    await this.run(commands.create(this.clusterId, displayName, serviceName));
  }

  async proposeDomain(id: string): Promise<ProposedDomain> {
    const args = commands.propose(this.clusterId, id);
    const text = await this.run(args);
    const uniqueName = /unique name (\S+):/.exec(text)?.[1];
    if (uniqueName === undefined) throw unreadable(args, text);
    const domains = text.slice(text.indexOf(`${uniqueName}:`) + uniqueName.length + 1).split('\n');
    return { uniqueName, domains: domains.map((line) => line.trim()).filter((line) => line.includes('.')) };
  }

  async attachDomain(id: string, uniqueName: string): Promise<void> {
    await this.run(commands.attach(this.clusterId, id, uniqueName));
  }

  private async json<T>(args: readonly string[], shape: z.ZodType<T>): Promise<T> {
    const text = await this.run(args);
    try {
      return shape.parse(JSON.parse(text));
    } catch {
      throw unreadable(args, text);
    }
  }

  /** @returns what it printed, without colours */
  private async run(args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await run(this.program, args, { timeoutSec: PATIENCE, ownGroup: false });
    const plain = (text: string) => text.replace(/\u001b\[[\d;]*m/g, '');
    if (code === null)
      throw new LinkStop(`ticloud has not answered within ${PATIENCE} s\ncommand: ${typed(args)}`);
    // It prints errors on either stream, depending on its version.
    if (code !== 0) throw explainFailure(args, plain(`${stdout}\n${stderr}`));
    return plain(stdout);
  }
}

function unreadable(args: readonly string[], text: string): LinkStop {
  return new LinkStop(
    `the answer of ticloud has an unknown format\ncommand: ${typed(args)}\nanswer: ${text.trim()}`,
  );
}

function connectionOf(answer: z.output<typeof connectionAnswer>): Connection {
  const { privateLinkConnectionId: id, state, message, alicloudEndpointService, attachedDomains } = answer;
  const { uniqueName } = attachedDomains.find(({ type }) => type === 'TIDBCLOUD_MANAGED') ?? {};
  return { id, state, message, endpointId: alicloudEndpointService?.endpointId, uniqueName };
}
