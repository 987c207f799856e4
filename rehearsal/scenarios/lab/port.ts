import type { Result, RunOptions } from '../../lab/common';
import type { TidbCloudAccount } from '../../lab/privatelink';
import type { Figures } from '../report';

export type { Result, RunOptions };

/** A place inside the lab where programs run. */
export interface Place {
  /** @throws by default, when the program fails */
  exec(command: readonly string[], options?: RunOptions): Promise<Result>;
}

/** What a client on TiDB Cloud's side has seen. */
export interface Seen extends Figures {
  /** What the metadata says of each broker: node id, host and port. */
  brokers: { nodeId: number; host: string; port: number }[];
  partitionsWritten: number;
}

/** The part of the lab that scenarios use. It follows the simulated cloud. */
export interface Lab {
  /** Where operators sit: on the internet, without a route to anything else. */
  readonly operator: Place;
  /** The operator's address, as hosts see it. */
  readonly operatorAddress: string;
  /** A host that runs, by its name; undefined while there is none. */
  host(name: string): Place | undefined;
  /** The network of a host that runs, for programs of this machine. */
  networkOf(name: string): Place | undefined;
  /** The load balancers, from where they call their backends. */
  readonly balancers: Place;
  /** TiDB Cloud, which knows of the deployment only what it is told: the service name. */
  readonly tidbCloud: TidbCloudAccount;
  /** TiDB Cloud's side, which reaches the endpoint and knows TiDB Cloud's names, and nothing else. */
  readonly tidbHost: Place;
  /** Lets TiDB Cloud's names lead to the endpoint under further unique names also. */
  alsoKnownAs(uniqueNames: readonly string[]): Promise<void>;
  /** Offers a file on the internet, or in the region's own storage, which hosts reach without internet. @returns its URL */
  offer(file: string, from?: 'internet' | 'region'): string;
  /** Waits until the lab has caught up with the cloud. */
  settle(): Promise<void>;
  /** Lets a host of this name never come up. */
  leaveOff(hostName: string): void;
  /** What the cloud holds and the lab does not play, in plain words. */
  gaps(): readonly string[];
  /** Leaves everything running, but follows no more. */
  leave(): Promise<void>;
  /** Ends and removes everything. */
  remove(): Promise<void>;
  /** How to get a shell on a host. */
  shellHint(hostName: string): string;
}
