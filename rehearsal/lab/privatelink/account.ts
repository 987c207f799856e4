import type { Cloud, Endpoint } from '../../cloud/model';
import { connectEndpoint, deleteEndpoint, inspect } from '../../cloud/model';
import { zonesOf } from '../../cloud/model/regions';
import { freeAddresses } from './endpoint-network';
import { DOMAIN, uniqueNameOf } from './unique-name';

/** The account that connects to endpoint services on behalf of TiDB Cloud, unless another is asked for. */
export const TIDB_CLOUD_ACCOUNT = '2222333344445555';

/** The states of a private link connection, in TiDB Cloud's words. */
export type ConnectionState = 'PENDING_ACCEPTANCE' | 'ACTIVE' | 'FAILED';

/** A private link connection. */
export interface Connection {
  endpointId: string;
  serviceName: string;
  state: ConnectionState;
  /** Where the service is reached, in TiDB Cloud's own network. */
  addresses: string[];
}

/** The domain of a connection. */
export interface AttachedDomain {
  uniqueName: string;
  /** What TiDB Cloud shows: every broker's name matches it. */
  domain: string;
}

/** TiDB Cloud, as far as somebody meets it who connects a service to it. It knows nothing but what it gets. */
export class TidbCloudAccount {
  private readonly domains = new Map<string, AttachedDomain>();

  constructor(
    private readonly cloud: Cloud,
    readonly accountId = TIDB_CLOUD_ACCOUNT,
    /** The zones of the TiDB cluster; every zone of the region by default. */
    readonly zones: readonly string[] = zonesOf(cloud.currentRegion),
  ) {}

  /** Creates a connection, in every zone that both sides have. Refused by a service that does not know the account. */
  async createConnection(serviceName: string): Promise<Connection> {
    const { endpointServices, endpoints } = inspect(this.cloud);
    const served = endpointServices.find(({ name }) => name === serviceName)?.resources ?? [];
    const zones = this.zones.filter((zone) => served.some((resource) => resource.zone === zone));
    const taken = endpoints.flatMap((endpoint) => endpoint.zones.map(({ address }) => address));
    const free = freeAddresses(zones.length, taken);
    const addresses = Object.fromEntries(zones.map((zone, index) => [zone, free[index] ?? '']));
    const request = { accountId: this.accountId, serviceName, zones, addresses };
    return connectionOf(await connectEndpoint(this.cloud, request));
  }

  /** Every connection of this account, oldest first. */
  connections(): Connection[] {
    return inspect(this.cloud)
      .endpoints.filter(({ accountId }) => accountId === this.accountId)
      .map(connectionOf);
  }

  /** How a connection is at present. */
  connection(endpointId: string): Connection {
    const found = this.connections().find((connection) => connection.endpointId === endpointId);
    if (!found) throw new Error(`TiDB Cloud has no private link connection with endpoint ${endpointId}`);
    return found;
  }

  /** Attaches a domain that TiDB Cloud manages. The same connection always gets the same unique name. */
  attachDomain(endpointId: string): AttachedDomain {
    const { state } = this.connection(endpointId);
    if (state !== 'ACTIVE') {
      throw new Error(
        `no domain can be attached while the private link connection is ${state}; it must be ACTIVE`,
      );
    }
    const uniqueName = uniqueNameOf(this.accountId, endpointId);
    const attached = { uniqueName, domain: `*.${uniqueName}.${DOMAIN}` };
    this.domains.set(endpointId, attached);
    return attached;
  }

  /** Takes the domain away, so that its names are unknown again. */
  detachDomain(endpointId: string): void {
    this.domains.delete(endpointId);
  }

  /** The unique names whose hosts can be found, each with the addresses of its connection. */
  names(): { uniqueName: string; addresses: string[] }[] {
    return this.connections().flatMap(({ endpointId, addresses }) => {
      const attached = this.domains.get(endpointId);
      return attached ? [{ uniqueName: attached.uniqueName, addresses }] : [];
    });
  }

  /** Gives a connection up. */
  async deleteConnection(endpointId: string): Promise<void> {
    this.detachDomain(endpointId);
    await deleteEndpoint(this.cloud, endpointId);
  }
}

function connectionOf(endpoint: Endpoint): Connection {
  const { id: endpointId, serviceName, status, zones } = endpoint;
  const addresses = zones.map(({ address }) => address);
  return { endpointId, serviceName, state: STATES[status], addresses };
}

const STATES = {
  Pending: 'PENDING_ACCEPTANCE',
  Connecting: 'PENDING_ACCEPTANCE',
  Connected: 'ACTIVE',
  Disconnected: 'FAILED',
} as const;
