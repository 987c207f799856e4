import { parseArgs } from 'node:util';
import {
  acceptEndpoint,
  type Cloud,
  connectEndpoint,
  deleteEndpoint,
  type Endpoint,
  inspect,
} from '../../../rehearsal/cloud/model';
import { UserError } from '../../../domain/user-error';
import { UsageError } from '../../command/usage-error';

/**
 * The other side of the link: `connect` makes an endpoint in TiDB Cloud's VPC, `delete` takes it away, `accept` is what
 * the owner of the service does in the console, and `list` shows all.
 *
 * @param account whose endpoint it is unless told
 */
export async function consumer(cloud: Cloud, args: readonly string[], account: string): Promise<void> {
  const [command, ...rest] = args;
  const [endpoint] = rest;
  if (command === 'connect') print([await connect(cloud, rest, account)]);
  else if (command === 'list' && endpoint === undefined) print(inspect(cloud).endpoints);
  else if (command === 'accept' && endpoint !== undefined) print([await acceptEndpoint(cloud, endpoint)]);
  else if (command === 'delete' && endpoint !== undefined) await deleteEndpoint(cloud, endpoint);
  else throw new UsageError('consumer takes connect, list, accept ENDPOINT or delete ENDPOINT');
}

function connect(cloud: Cloud, args: string[], account: string): Promise<Endpoint> {
  const [service] = inspect(cloud).endpointServices;
  if (!service) throw new UserError('there is no endpoint service yet: apply the deployment first');
  const { accountId, zones } = connectOptions(args);
  return connectEndpoint(cloud, {
    accountId: accountId ?? account,
    serviceName: service.name,
    zones: zones ?? service.resources.map(({ zone }) => zone).sort(),
  });
}

function connectOptions(args: string[]): { accountId?: string; zones?: string[] } {
  try {
    const options = { account: { type: 'string' }, zone: { type: 'string', multiple: true } } as const;
    const { values } = parseArgs({ args, options });
    return { accountId: values.account, zones: values.zone };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function print(endpoints: readonly Endpoint[]): void {
  for (const { id, status, accountId, serviceName, zones } of endpoints) {
    const where = zones.map(({ zone, address }) => `${zone} ${address}`).join(', ');
    console.log(`${id}  ${status}  account ${accountId}  ${serviceName}  ${where}`);
  }
}
