import { Resource } from '@cdktf/provider-null/lib/resource';
import { Construct } from 'constructs';
import { UNIQUE_NAME_PLACEHOLDER } from '../../domain/conventions';

export interface UniqueNameGuardProps {
  /** Refuse, at plan time, a return to the placeholder; otherwise it is allowed. */
  readonly locked: boolean;
}

/**
 * Remembers in the state that the unique name is known. An apply without it would bring the placeholder to every
 * broker: it would destroy this resource, which `prevent_destroy` refuses; the resource's name says why. The stack
 * needs the variable `unique_name`.
 */
export class UniqueNameGuard extends Construct {
  constructor(scope: Construct, id: string, { locked }: UniqueNameGuardProps) {
    super(scope, id);
    const known = new Resource(this, 'must-not-be-forgotten', {
      lifecycle: { preventDestroy: locked || undefined },
    });
    known.addOverride('count', `\${var.unique_name == "${UNIQUE_NAME_PLACEHOLDER}" ? 0 : 1}`);
  }
}
