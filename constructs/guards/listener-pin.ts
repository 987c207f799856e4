import { Construct } from 'constructs';
import { TerraformData } from '../terraform/terraform-data';

export interface ListenerPinProps {
  /** Name of the Kafka listener. */
  readonly listener: string;
  /** What must not change as long as a listener of this name is there, by name. */
  readonly facts: Readonly<Record<string, string>>;
  /** Refuse a changed fact at plan time; otherwise the change is let through. */
  readonly locked: boolean;
}

/**
 * Keeps in Terraform's state what a listener may not change under its clients: the load balancer would switch at once,
 * while brokers change one after another. Unlike a `StatePin` it says what to do instead. It goes with its listener.
 */
export class ListenerPin extends Construct {
  constructor(scope: Construct, id: string, { listener, facts, locked }: ListenerPinProps) {
    super(scope, id);
    const pin = new TerraformData(this, 'pin', { input: facts });
    if (!locked) return;
    const changes = Object.entries(facts).map(([name, value]) => {
      const before = `lookup(self.input, "${name}", "none")`; // later facts are not in earlier states
      const said = name.replaceAll('_', ' ');
      return {
        condition: `\${${before} == "${value}"}`,
        error_message:
          `Listener ${listener}: its ${said} is \${${before}} and cannot become ${value}. Keep it, ` +
          'add another listener with that, move the clients, and remove this one: docs/runbooks/change-listener.md.',
      };
    });
    // What is remembered stays, so that it can be compared with what the file says.
    pin.addOverride('lifecycle', { ignore_changes: ['input'], postcondition: changes });
  }
}
