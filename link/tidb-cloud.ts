/** The states of a private link connection, in TiDB Cloud's words. */
export const STATES = ['CREATING', 'PENDING_ACCEPTANCE', 'ACTIVE', 'FAILED', 'DELETING'] as const;
export type ConnectionState = (typeof STATES)[number];

/** Account and zones of TiDB Cloud's side. */
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
  /** Its endpoint on Alibaba Cloud, if TiDB Cloud shows it. */
  endpointId?: string;
  /** The unique name of its domain that TiDB Cloud manages, once one is attached. */
  uniqueName?: string;
}

/** A domain that would be attached. */
export interface ProposedDomain {
  uniqueName: string;
  /** The names that it covers, if they are shown. */
  domains: readonly string[];
}

/** TiDB Cloud, through its command line or a person who types its results. Every method may throw a LinkStop. */
export interface TidbCloud {
  /** The longest pause between two checks while waiting, in seconds. */
  readonly pollSeconds: number;
  /** Its account and zones; undefined if they are unknown. */
  needs(): Promise<Needs | undefined>;
  /** The connections to an endpoint service, including failed ones and those that are being deleted. */
  connections(serviceName: string): Promise<Connection[]>;
  /** The present state of a connection. */
  describe(id: string): Promise<Connection>;
  create(displayName: string, serviceName: string): Promise<void>;
  /** Gets the unique name without attaching anything. */
  proposeDomain(id: string): Promise<ProposedDomain>;
  attachDomain(id: string, uniqueName: string): Promise<void>;
}
