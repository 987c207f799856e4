import type { DeploymentFile } from './deployment-file';
import type { Person } from './person';
import type { Terraform } from './terraform';
import type { Connection, TidbCloud } from './tidb-cloud';

/** What the doctor finds; `unknown` where it could not examine the deployment. */
export type Health = 'ok' | 'warning' | 'fault' | 'unknown';

/** Everything that steps see and change. Nothing else is remembered: each run learns anew where it stands. */
export interface World {
  readonly file: DeploymentFile;
  readonly tidbCloud: TidbCloud;
  readonly person: Person;
  /** Writes the Terraform JSON of the file as it is now, with what the stack needs beside it. */
  readonly synthesize: () => void;
  readonly terraform: Terraform;
  /** A Terraform variable that is given apart from the file, and so preferred to it. */
  readonly variable: (name: string) => string | undefined;
  /** The endpoint to accept, for releases of `ticloud` that do not tell it. */
  readonly endpointId: string | undefined;
  /** How long to wait for TiDB Cloud at a time, in seconds. */
  readonly waitSeconds: number;
  /** Examines the running deployment as `npx kafka-link doctor` does, unless it is not to. */
  readonly doctor: (() => Promise<Health>) | undefined;
  readonly say: (line: string) => void;
}

/** What steps learn for those after them. */
export interface Learnt {
  /** The text of the file that the cloud is as. */
  applied: string;
  serviceName: string;
  connection: Connection;
}

/** One step of linking. */
export interface LinkStep {
  /** What holds afterwards. */
  readonly name: string;
  /**
   * Looks, and does what is missing.
   *
   * @returns what is so now, in a line
   * @throws LinkStop when it cannot go on
   */
  run(world: World, learnt: Partial<Learnt>): Promise<string>;
}

/** @throws Error when no step before this one learns it */
export function known<K extends keyof Learnt>(learnt: Partial<Learnt>, fact: K): Learnt[K] {
  const value = learnt[fact];
  if (value === undefined) throw new Error(`no step before this one learns "${fact}"`);
  return value as Learnt[K];
}
