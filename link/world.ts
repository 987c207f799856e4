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
  /** Writes the Terraform JSON of the present file, and the other files of the stack. */
  readonly synthesize: () => void;
  readonly terraform: Terraform;
  /** A Terraform variable that is set outside the file, and takes precedence. */
  readonly variable: (name: string) => string | undefined;
  /** The endpoint to accept, for releases of `ticloud` that do not show it. */
  readonly endpointId: string | undefined;
  /** How long to wait for TiDB Cloud at a time, in seconds. */
  readonly waitSeconds: number;
  /** Examines the running deployment as `npx kafka-link doctor` does, unless it is not to. */
  readonly doctor: (() => Promise<Health>) | undefined;
  readonly say: (line: string) => void;
}

/** Results of steps for those after them. */
export interface Learnt {
  /** The text of the deployment file that was applied. */
  applied: string;
  serviceName: string;
  connection: Connection;
}

/** One step of linking. */
export interface LinkStep {
  /** What is true afterwards. */
  readonly name: string;
  /**
   * Checks, and does what is missing.
   *
   * @returns the present state, in a line
   * @throws LinkStop when it cannot continue
   */
  run(world: World, learnt: Partial<Learnt>): Promise<string>;
}

/** @throws Error if no step before this one has this result */
export function known<K extends keyof Learnt>(learnt: Partial<Learnt>, fact: K): Learnt[K] {
  const value = learnt[fact];
  if (value === undefined) throw new Error(`no step before this one has the result "${fact}"`);
  return value as Learnt[K];
}
