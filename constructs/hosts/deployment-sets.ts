import { EcsDeploymentSet } from '@cdktf/provider-alicloud/lib/ecs-deployment-set';
import { Construct } from 'constructs';

export interface DeploymentSetsProps {
  /** Zones with brokers. */
  readonly zones: readonly string[];
  /** Refuse any plan that would delete a set: the cloud would refuse as well, half way through an apply. */
  readonly protect: boolean;
}

/** One deployment set per zone: its hosts run on different physical machines, so that one failure stops one broker. */
export class DeploymentSets extends Construct {
  private readonly byZone: ReadonlyMap<string, EcsDeploymentSet>;

  constructor(scope: Construct, id: string, { zones, protect }: DeploymentSetsProps) {
    super(scope, id);
    this.byZone = new Map(
      [...new Set(zones)].sort().map((zone) => [
        zone,
        new EcsDeploymentSet(this, zone, {
          deploymentSetName: `brokers-${zone}`,
          strategy: 'Availability',
          lifecycle: { preventDestroy: protect || undefined },
        }),
      ]),
    );
  }

  /** Id of the set of a zone; undefined where there is none. */
  idOf(zone: string): string | undefined {
    return this.byZone.get(zone)?.id;
  }
}
