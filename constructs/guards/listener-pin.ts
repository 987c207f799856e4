import { Construct } from 'constructs';
import { TerraformData } from '../terraform/terraform-data';

export interface ListenerPinProps {
  /** Name of the Kafka listener. */
  readonly listener: string;
  /** What must not change while there is a listener of this name, by name. */
  readonly facts: Readonly<Record<string, string>>;
  /** Refuse a changed fact at plan time; otherwise it is allowed. */
  readonly locked: boolean;
}

/**
 * Remembers in the state what must not change on a listener with clients: the load balancer would switch at once, while
 * brokers change one after another. Unlike a `StatePin`, its message names the alternative. It is removed with its
 * listener.
 */
export class ListenerPin extends Construct {
  constructor(scope: Construct, id: string, { listener, facts, locked }: ListenerPinProps) {
    super(scope, id);
    const pin = new TerraformData(this, 'pin', { input: facts });
    if (!locked) return;
    const changes = Object.entries(facts).map(([name, value]) => {
      const before = `lookup(self.input, "${name}", "none")`; // later facts are not in earlier states
      const words = name.replaceAll('_', ' ');
      return {
        condition: `\${${before} == "${value}"}`,
        error_message:
          `Listener ${listener}: its ${words} is \${${before}} and cannot become ${value}. Keep it, ` +
          'add another listener with that, move the clients, and remove this one: docs/runbooks/change-listener.md.',
      };
    });
    // What the state remembers stays, so that the postcondition can compare it with the file.
    pin.addOverride('lifecycle', { ignore_changes: ['input'], postcondition: changes });
  }
}
