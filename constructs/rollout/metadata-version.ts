import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import type { RolloutConfig } from '../../config/schema';
import type { NewClusterPlan } from '../../plan/types';
import { renderMetadataVersion } from '../../templates/rollout/metadata-version';
import { RolloutStep, type RolloutTarget } from './rollout-step';

export interface MetadataVersionProps {
  readonly plan: NewClusterPlan;
  /** Release whose `metadata.version` is finalised, such as `3.9`. */
  readonly level: string;
  readonly rollout: RolloutConfig;
  /** The host on which the script runs; it needs a release that knows the level. */
  readonly on: RolloutTarget;
  /** The step of the last broker. */
  readonly dependsOn: ITerraformDependable[];
}

/**
 * Finalises `metadata.version` for the whole cluster, once every broker runs a release that knows it. Runs again for
 * another level, and never lowers it: removing the field leaves the cluster unchanged.
 */
export class MetadataVersion extends RolloutStep {
  constructor(scope: Construct, id: string, { plan, level, rollout, on, dependsOn }: MetadataVersionProps) {
    const { host, connection, hostKeys } = on;
    super(scope, id, {
      kind: 'metadata-version',
      host,
      connection,
      hostKeys,
      script: renderMetadataVersion(plan, level, rollout),
      commands: (script) => [`bash ${script}`],
      triggers: {},
      dependsOn,
    });
  }
}
