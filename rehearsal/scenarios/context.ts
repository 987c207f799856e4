import { join } from 'node:path';
import type { Config } from '../../config/schema';
import type { ClusterPlan, NewClusterPlan } from '../../plan/types';
import type { Lab } from './lab/port';
import type { Changes } from './terraform/rehearsed-file';
import type { ForeignCluster } from './steps/somebody-else/cluster';
import type { Ssh } from './lab/ssh';
import type { Terraform } from './terraform/terraform';

/** What the steps of a scenario share. */
export interface ScenarioContext {
  /** `kr` and six hexadecimal digits, what everything outside of its folder begins with. */
  readonly id: string;
  /** The user's deployment file. */
  readonly sourceFile: string;
  /** Everything of this rehearsal is here. */
  readonly dir: string;
  /** Shared by all rehearsals. */
  readonly cacheDir: string;
  /** Set by the steps as they learn it. */
  facts: Partial<Facts>;
}

/** What steps learn, for those after them. */
export interface Facts {
  lab: Lab;
  changes: Changes;
  config: Config;
  plan: ClusterPlan;
  terraform: Terraform;
  ssh: Ssh;
  variables: Readonly<Record<string, string>>;
  outputs: Readonly<Record<string, unknown>>;
  endpointId: string;
  /** A cluster that somebody else has made, and what their Terraform says of it. */
  foreign: { cluster: ForeignCluster; outputs: Readonly<Record<string, unknown>> };
  uniqueName: string;
}

/** The file that is rehearsed. */
export const rehearsedFile = ({ dir }: ScenarioContext): string => join(dir, 'kafka.yaml');

/** The file in which the simulated cloud lives. */
export const cloudFile = ({ dir }: ScenarioContext): string => join(dir, 'cloud.json');

/** @throws Error when the scenario lacks the step that learns this */
export function known<K extends keyof Facts>(context: ScenarioContext, fact: K): Facts[K] {
  const value = context.facts[fact];
  if (value === undefined) throw new Error(`the scenario has no step that learns "${fact}" before this one`);
  return value as Facts[K];
}

/** Release of Kafka on the brokers. */
export function kafkaVersion(context: ScenarioContext): string {
  const plan = known(context, 'plan');
  return plan.cluster === 'new' ? plan.kafka.version : known(context, 'foreign').cluster.version;
}

/** The plan of a cluster that is built. @throws Error for one that runs already */
export function builtPlan(context: ScenarioContext): NewClusterPlan {
  const plan = known(context, 'plan');
  if (plan.cluster === 'new') return plan;
  throw new Error(`this step is of a cluster that is built, but ${plan.name} runs already`);
}
