import type { Deployment } from '../../config/deployments';

/** What a command takes besides options. */
export interface Takes {
  /** As the help shows it: `[FILE...]`. */
  readonly syntax: string;
  readonly text: string;
  /** How many; undefined without a limit. */
  readonly most?: number;
  /** Reads deployment files, for commands that work on them. */
  readonly load?: (files: readonly string[]) => Promise<readonly Deployment[]>;
}

export const nothing: Takes = { syntax: '', text: '', most: 0 };
