/** The states of a private link connection, in TiDB Cloud's words. */
export const STATES = ['CREATING', 'PENDING_ACCEPTANCE', 'ACTIVE', 'FAILED', 'DELETING'] as const;
export type ConnectionState = (typeof STATES)[number];

/** What TiDB Cloud's side consists of. */
export interface Needs {
  /** Its Alibaba Cloud account. */
  accountId: string;
  /** The availability zones of the TiDB Cloud cluster. */
  zones: readonly string[];
}

/** A private link connection. */
export interface Connection {
  id: string;
  state: ConnectionState;
  /** Why it failed. */
  message?: string;
  /** Its endpoint on Alibaba Cloud, where TiDB Cloud tells it. */
  endpointId?: string;
  /** The unique name of its domain that TiDB Cloud manages, once one is attached. */
  uniqueName?: string;
}

/** A domain as it would be attached. */
export interface ProposedDomain {
  uniqueName: string;
  /** The names that it covers, where they are told. */
  domains: readonly string[];
}

/** TiDB Cloud, by its command line or by a person who types what that says. Every method may throw a LinkStop. */
export interface TidbCloud {
  /** How often to look while waiting, at most, in seconds. */
  readonly pollSeconds: number;
  /** What its side consists of; undefined when it is not to be known. */
  needs(): Promise<Needs | undefined>;
  /** The connections to an endpoint service, also failed ones and those on their way out. */
  connections(serviceName: string): Promise<Connection[]>;
  /** How a connection is at present. */
  describe(id: string): Promise<Connection>;
  create(displayName: string, serviceName: string): Promise<void>;
  /** Learns the unique name without attaching anything. */
  proposeDomain(id: string): Promise<ProposedDomain>;
  attachDomain(id: string, uniqueName: string): Promise<void>;
}
