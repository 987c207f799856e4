import { Resource } from '@cdktf/provider-null/lib/resource';
import { Construct } from 'constructs';

export interface StatePinProps {
  /** What must not change, by name. */
  readonly facts: Record<string, string>;
  /** Refuse a changed fact at plan time; otherwise it is allowed. */
  readonly locked: boolean;
}

/**
 * Remembers facts in the state that must never change on a running cluster. A changed fact would replace the resource,
 * which `prevent_destroy` refuses: the plan fails and names this resource.
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
