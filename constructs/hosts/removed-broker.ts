import { EcsDisk } from '@cdktf/provider-alicloud/lib/ecs-disk';
import { Construct } from 'constructs';
import type { RemovedBrokerPlan } from '../../plan/types';
import { Departure } from '../guards/departure';

export interface RemovedBrokerProps {
  readonly broker: RemovedBrokerPlan;
  /** Refuse to remove a broker that has not left, and protect its data disk against destruction. */
  readonly protect: boolean;
}

/** What stays of a broker that has left: its data disk, unchanged, at its Terraform address. */
export class RemovedBroker extends Construct {
  constructor(scope: Construct, id: string, { broker, protect }: RemovedBrokerProps) {
    super(scope, id);
    Departure.before(this, broker.nodeId, protect);
    if (!broker.keepsData) return;
    const disk = new EcsDisk(this, 'data-disk', { lifecycle: { preventDestroy: protect || undefined } });
    disk.addOverride('lifecycle.ignore_changes', 'all');
  }
}
