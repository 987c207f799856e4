import type { z } from 'zod';
import { type ExistingConfig, existingClusterSchema } from './existing-schema';
import { type NewConfig, newClusterSchema } from './new-schema';
import { isMap } from './shape';

export type { ExistingConfig, NewConfig };

/** A valid deployment file, with all defaults filled in: of a cluster that is built, or of one that runs already. */
export type Config = NewConfig | ExistingConfig;
export type RolloutConfig = NewConfig['rollout'];
export type DataDiskConfig = NewConfig['brokerDefaults']['dataDisk'];

/** @throws Error for a cluster that runs already, where only one that is built makes sense */
export function newCluster(config: Config): NewConfig {
  if (config.cluster === 'new') return config;
  throw new Error(`${config.name} is a cluster that runs already: this takes one with cluster: new`);
}

/** What a deployment file is judged by. */
export interface FileKind {
  readonly schema: z.ZodObject;
  /** The schema of the other kind of clusters: a key that only it knows is no misspelling. */
  readonly other: z.ZodObject;
  /** How the file says that it is of the other kind. */
  readonly otherwise: string;
}

/** The kind of a file, by its field `cluster`. */
export function kindOf(data: unknown): FileKind {
  return isMap(data) && data['cluster'] === 'existing'
    ? { schema: existingClusterSchema, other: newClusterSchema, otherwise: 'cluster: new' }
    : { schema: newClusterSchema, other: existingClusterSchema, otherwise: 'cluster: existing' };
}
