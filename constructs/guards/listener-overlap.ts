import { Construct } from 'constructs';
import { TerraformData } from '../terraform/terraform-data';

export interface ListenerOverlapProps {
  /** Names of the external listeners. */
  readonly listeners: readonly string[];
  /** Refuse, at plan time, an only listener that was not there before; otherwise it is let through. */
  readonly locked: boolean;
}

/**
 * Remembers in the state which external listeners there are, as long as there are several; a single one that is left
 * must be one of those. So a listener that is only renamed, whose clients had nowhere to go, is refused at plan.
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
            '${join(", ", keys(self.input))}. Keep that beside it until all clients have moved: docs/runbooks/change-listener.md.',
        },
      ],
    });
  }
}
