import { parseArgs } from 'node:util';
import { DOMAIN } from '../../lab/privatelink/unique-name';
import type { TidbCloudAccount } from '../../lab/privatelink';
import { uniqueNameOf } from '../../lab/privatelink';

/** What a run of the program ends with. */
export interface Answer {
  code: number;
  stdout: string;
}

/** How TiDB Cloud may be, other than well. */
export interface Mood {
  /** Refuses a command: the API's status line and message. */
  refuse?: (command: string) => { status: string; message: string } | undefined;
  /** A state instead of the real one, with a reason. */
  state?: { state: string; message?: string };
  /** Says of connections only what the first releases said: neither the endpoint nor the domains. */
  brief?: boolean;
}

/**
 * `ticloud serverless private-link-connection …` in front of the lab's TiDB Cloud: flags, output and errors as in
 * docs/generate_doc/ticloud_serverless_private-link-connection*.md and internal/cli/serverless/privatelink/*.go of
 * github.com/tidbcloud/tidbcloud-cli (c8348c20, 7f106061, 1bb30e0d), the JSON as in its
 * pkg/tidbcloud/v1beta1/serverless/privatelink (92fba310). Only the flags that the program itself takes are known.
 */
export async function ticloud(
  args: readonly string[],
  account: TidbCloudAccount,
  mood: Mood,
): Promise<Answer> {
  const [group, subject, command = '', ...rest] = args;
  try {
    if (group !== 'serverless' || subject !== 'private-link-connection')
      throw new Error(`unknown command "${group}"`);
    const flags = FLAGS[command];
    if (!flags)
      throw new Error(`unknown command "${command}" for "ticloud serverless private-link-connection"`);
    const given = read(rest, flags);
    const refused = mood.refuse?.(command);
    if (refused) throw new Error(apiError(command, refused.status, refused.message));
    return { code: 0, stdout: await answer(command, given, account, mood) };
  } catch (error) {
    return { code: 1, stdout: `Error: ${(error as Error).message}\n` };
  }
}

type Flags = Readonly<Record<string, string | boolean | undefined>>;
const ID = 'private-link-connection-id';
const [TEXT, FLAG] = [{ type: 'string' }, { type: 'boolean' }] as const;
const CLUSTER = { 'cluster-id': { type: 'string', short: 'c' } } as const;
const FLAGS: Readonly<Record<string, NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>>> =
  {
    zones: CLUSTER,
    list: { ...CLUSTER, output: { type: 'string', short: 'o' } },
    describe: { ...CLUSTER, [ID]: TEXT },
    create: { ...CLUSTER, 'display-name': TEXT, type: TEXT, 'alicloud.endpoint-service-name': TEXT },
    'attach-domains': { ...CLUSTER, [ID]: TEXT, type: TEXT, 'unique-name': TEXT, 'dry-run': FLAG },
  };
const OPTIONAL = ['output', 'unique-name', 'dry-run'];

function read(args: readonly string[], options: (typeof FLAGS)[string]): Flags {
  const { values } = parseArgs({ args: [...args], options, strict: true });
  const missing = Object.keys(options ?? {}).filter((name) => !OPTIONAL.includes(name) && !values[name]);
  if (missing.length > 0) throw new Error(`required flag(s) "${missing.join('", "')}" not set`);
  return values as Flags;
}

async function answer(command: string, flags: Flags, account: TidbCloudAccount, mood: Mood): Promise<string> {
  const text = (name: string) => String(flags[name] ?? '');
  const endpointId = text(ID).replace(/^plc-/, 'ep-');
  const show = (id: string) => connectionJson(id, text('cluster-id'), account, mood);
  switch (command) {
    case 'zones':
      return json({ accountId: account.accountId, azIds: account.zones });
    case 'list': {
      const all = account.connections().map((connection) => show(connection.endpointId));
      return json({ privateLinkConnections: all, totalSize: all.length });
    }
    case 'describe':
      return json(show(endpointId));
    case 'create': {
      const connection = await account
        .createConnection(text('alicloud.endpoint-service-name'))
        .catch((error: Error) =>
          Promise.reject(new Error(apiError(command, '400 Bad Request', error.message))),
        );
      return `Private link connection ${connection.endpointId.replace(/^ep-/, 'plc-')} created\n`;
    }
    default: {
      const uniqueName = uniqueNameOf(account.accountId, endpointId);
      if (flags['dry-run'] === true) return `unique name ${uniqueName}:\n*.${uniqueName}.${DOMAIN}\n`;
      if (text('unique-name') !== uniqueName)
        throw new Error(apiError(command, '400 Bad Request', 'invalid unique name'));
      account.attachDomain(endpointId);
      return json({ type: text('type'), uniqueName, domains: [{ name: `*.${uniqueName}.${DOMAIN}` }] });
    }
  }
}

function connectionJson(endpointId: string, clusterId: string, account: TidbCloudAccount, mood: Mood) {
  const { serviceName, state } = account.connection(endpointId);
  const uniqueName = uniqueNameOf(account.accountId, endpointId);
  const attached = account.names().some((name) => name.uniqueName === uniqueName);
  const plain = {
    privateLinkConnectionId: endpointId.replace(/^ep-/, 'plc-'),
    clusterId,
    displayName: 'kafka',
    state,
    type: 'ALICLOUD_ENDPOINT_SERVICE',
    ...mood.state,
  };
  if (mood.brief) return { ...plain, alicloudEndpointService: { name: serviceName } };
  return {
    ...plain,
    alicloudEndpointService: { name: serviceName, endpointId },
    ...(attached && { attachedDomains: [{ type: 'TIDBCLOUD_MANAGED', uniqueName }] }),
  };
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const apiError = (command: string, status: string, message: string): string =>
  `[${command === 'create' ? 'POST' : 'GET'} /v1beta1/clusters/…/privateLinkConnections][${status}] ` +
  JSON.stringify({ code: 8, message, details: [] });
