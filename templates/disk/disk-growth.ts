import type { NewBrokerPlan, NewClusterPlan } from '../../plan/types';
import { render } from '../rendering/engine';
import { escapeFor, type RenderOptions } from '../rendering/target';

export interface DiskGrowthOptions extends RenderOptions {
  /** Id of the data disk (`d-…`), usually a token. */
  readonly dataDiskId: string;
}

/** Renders the script that grows the file system of a broker's data disk to the planned size, while Kafka runs. */
export function renderDiskGrowth(
  plan: NewClusterPlan,
  { dataDisk: { sizeGiB } }: NewBrokerPlan,
  { dataDiskId, ...options }: DiskGrowthOptions,
): string {
  const script = render('disk/grow.sh', { dataDiskId, dataMount: plan.kafka.dataMount, sizeGiB });
  return escapeFor(script, options);
}
