import { Construct } from 'constructs';
import { TerraformData } from '../terraform/terraform-data';

export interface ListenerOverlapProps {
  /** Names of the external listeners. */
  readonly listeners: readonly string[];
  /** Refuse, at plan time, an only listener that was not there before; otherwise it is allowed. */
  readonly locked: boolean;
}

/**
 * Remembers in the state which external listeners there are while there are several; when one is left, it must be one
 * of these. So Terraform refuses at plan to only rename a listener, whose clients would have no listener to move to.
 */
export class ListenerOverlap extends Construct {
  constructor(scope: Construct, id: string, { listeners, locked }: ListenerOverlapProps) {
    super(scope, id);
    const memory = new TerraformData(this, 'memory', {
      input: Object.fromEntries(listeners.map((name) => [name, 'listens'])),
    });
    const [only, ...others] = listeners;
    if (!locked || others.length > 0) return;
    memory.addOverride('lifecycle', {
      ignore_changes: ['input'],
      postcondition: [
        {
          condition: `\${contains(keys(self.input), "${only}")}`,
          error_message:
            `The only external listener is to be ${only}, and no client can be on it yet: there was ` +
            '${join(", ", keys(self.input))}. Keep both until all clients have moved: docs/runbooks/change-listener.md.',
        },
      ],
    });
  }
}
