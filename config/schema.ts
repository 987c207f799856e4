import type { z } from 'zod';
import { type ExistingConfig, existingClusterSchema } from './existing-schema';
import { type NewConfig, newClusterSchema } from './new-schema';
import { isMap } from './shape';

export type { ExistingConfig, NewConfig };

/** A valid deployment file, with all defaults filled in: of a new cluster, or of an existing one. */
export type Config = NewConfig | ExistingConfig;
export type RolloutConfig = NewConfig['rollout'];
export type DataDiskConfig = NewConfig['brokerDefaults']['dataDisk'];

/** @throws Error for an existing cluster, where only a new one makes sense */
export function newCluster(config: Config): NewConfig {
  if (config.cluster === 'new') return config;
  throw new Error(`${config.name} is an existing cluster; only files with cluster: new are allowed here`);
}

/** The schemas that a deployment file is checked with. */
export interface FileKind {
  readonly schema: z.ZodObject;
  /** The schema of the other kind of clusters: a key that is only there is not a misspelling. */
  readonly other: z.ZodObject;
  /** The field and value of files of the other kind. */
  readonly otherwise: string;
}

/** The kind of a file, by its field `cluster`. */
export function kindOf(data: unknown): FileKind {
  return isMap(data) && data['cluster'] === 'existing'
    ? { schema: existingClusterSchema, other: newClusterSchema, otherwise: 'cluster: new' }
    : { schema: newClusterSchema, other: existingClusterSchema, otherwise: 'cluster: existing' };
}
