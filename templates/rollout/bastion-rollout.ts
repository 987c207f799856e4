import type { BastionPlan, NewClusterPlan } from '../../plan/types';
import { bastionFiles, bastionLaterFiles, bastionService } from '../bastion/bastion-files';
import { render } from '../rendering/engine';
import { escapeForTerraform } from '../rendering/terraform';

/** No file of ours has such a line. */
const DELIMITER = 'END_OF_ROLLED_OUT_FILE';

/**
 * A script that brings a running bastion to the plan: its files, and archives beside those that it holds. Escaped for
 * Terraform.
 *
 * @param bootTimeoutSeconds how long its first boot may take
 */
export function renderBastionRollout(
  plan: NewClusterPlan,
  bastion: BastionPlan,
  { bootTimeoutSeconds }: { readonly bootTimeoutSeconds: number },
): string {
  const files = [...bastionFiles(plan, bastion), ...bastionLaterFiles(plan)];
  return escapeForTerraform(
    render('rollout/bastion.sh', {
      files,
      delimiter: DELIMITER,
      bootTimeoutSeconds,
      service: bastionService(plan),
    }),
  );
}
