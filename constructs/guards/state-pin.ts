import { Resource } from '@cdktf/provider-null/lib/resource';
import { Construct } from 'constructs';

export interface StatePinProps {
  /** What must stay as it is, by name. */
  readonly facts: Record<string, string>;
  /** Refuse a changed fact at plan time; otherwise the change is let through. */
  readonly locked: boolean;
}

/**
 * Keeps facts in Terraform's state that must never change under a living cluster. A changed fact would replace the
 * resource, which `prevent_destroy` refuses: the plan fails and names this resource.
 */
export class StatePin extends Construct {
  constructor(scope: Construct, id: string, props: StatePinProps) {
    super(scope, id);
    new Resource(this, 'pin', {
      triggers: props.facts,
      lifecycle: { preventDestroy: props.locked || undefined },
    });
  }
}
