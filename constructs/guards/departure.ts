import type { ITerraformDependable, TerraformMetaArguments } from 'cdktf';
import { Construct } from 'constructs';
import { TerraformData } from '../terraform/terraform-data';

/** What the state remembers, as `input`. */
const LEFT = { state: 'left' };

/**
 * Remembers in the state that a broker has left its cluster: before that, nothing of it may be removed. It is below the
 * broker's construct both while the broker leaves and once it is removed, so that it keeps its address.
 */
export class Departure extends Construct {
  /** For a broker that leaves. @param dependsOn the step that drains and stops it */
  static after(scope: Construct, dependsOn: ITerraformDependable[], nodeId: number): Departure {
    const departure = new Departure(scope, 'departure');
    departure.remember(LEFT, {
      dependsOn,
      lifecycle: {
        precondition: [
          {
            condition: '${var.rollout}',
            errorMessage: `Broker ${nodeId} leaves by a step on its host: set the variable rollout to true.`,
          },
        ],
      },
    });
    return departure;
  }

  /** For a broker that is removed. @param locked refuse, at plan time, unless it has left */
  static before(scope: Construct, nodeId: number, locked: boolean): Departure {
    const departure = new Departure(scope, 'departure');
    const hasLeft = {
      condition: `\${self.input.state == "${LEFT.state}"}`,
      error_message:
        `Broker ${nodeId} has not left the cluster: nothing of it is removed. Put its entry back with ` +
        'leaving: true, apply, and remove it then.',
    };
    // What the state remembers stays; only a new memory gets "never".
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
