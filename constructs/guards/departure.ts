import type { ITerraformDependable, TerraformMetaArguments } from 'cdktf';
import { Construct } from 'constructs';
import { TerraformData } from '../terraform/terraform-data';

/** What the state remembers, as `input`. */
const LEFT = { state: 'left' };

/**
 * Remembers in the state that a broker has left its cluster: nothing of it may be removed before. It stands below the
 * construct of the broker both while that leaves and once it is removed, and so keeps its address.
 */
export class Departure extends Construct {
  /** A broker that leaves: remembered once its step has drained and stopped it. */
  static after(scope: Construct, dependsOn: ITerraformDependable[], nodeId: number): Departure {
    const departure = new Departure(scope, 'departure');
    departure.remember(LEFT, {
      dependsOn,
      lifecycle: {
        precondition: [
          {
            condition: '${var.rollout}',
            errorMessage: `Broker ${nodeId} leaves by a step on its host, which the variable rollout forbids.`,
          },
        ],
      },
    });
    return departure;
  }

  /** A broker that is removed. @param locked refuse that, at plan time, unless it has left */
  static before(scope: Construct, nodeId: number, locked: boolean): Departure {
    const departure = new Departure(scope, 'departure');
    const hasLeft = {
      condition: `\${self.input.state == "${LEFT.state}"}`,
      error_message:
        `Broker ${nodeId} has not left the cluster: nothing of it is removed. Put its entry back with ` +
        'leaving: true, apply, and remove it then.',
    };
    // What is remembered stays; only where nothing is, this says "never".
    const memory = departure.remember(locked ? { state: 'never' } : LEFT, {});
    memory.addOverride('lifecycle', {
      ignore_changes: ['input'],
      postcondition: locked ? [hasLeft] : [],
    });
    return departure;
  }

  private remember(input: typeof LEFT, meta: TerraformMetaArguments): TerraformData {
    return new TerraformData(this, 'memory', { input, ...meta });
  }
}
