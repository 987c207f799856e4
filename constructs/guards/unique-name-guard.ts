import { Resource } from '@cdktf/provider-null/lib/resource';
import { Construct } from 'constructs';
import { UNIQUE_NAME_PLACEHOLDER } from '../../domain/conventions';

export interface UniqueNameGuardProps {
  /** Refuse, at plan time, to go back to the placeholder; otherwise it is let through. */
  readonly locked: boolean;
}

/**
 * Remembers in the state that the unique name is known. An apply that forgets it would bring the placeholder to every
 * broker: that would destroy this resource, which `prevent_destroy` refuses, and its name says why. It needs the
 * variable `unique_name`.
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
