import { Resource } from '@cdktf/provider-null/lib/resource';
import { Construct } from 'constructs';

export interface MembersProps {
  /** Node ids that the cluster has, or has had. */
  readonly nodeIds: readonly number[];
  /** Refuse, at plan time, that an id disappears; otherwise it is allowed. */
  readonly locked: boolean;
}

/**
 * Remembers in the state which node ids there are. `prevent_destroy` does not protect a resource whose block is no
 * longer in the configuration, so deleting a broker's entry would destroy its host, ports and disk. Here the block
 * stays and one of its instances would go, which Terraform refuses; the resource's name says what to do first.
 */
export class Members extends Construct {
  constructor(scope: Construct, id: string, { nodeIds, locked }: MembersProps) {
    super(scope, id);
    const members = new Resource(this, 'must-leave-first', {
      lifecycle: { preventDestroy: locked || undefined },
    });
    const ids = [...nodeIds].sort((a, b) => a - b).map((nodeId) => `"${nodeId}"`);
    members.addOverride('for_each', `\${toset([${ids.join(', ')}])}`);
  }
}
