import type { Path } from '../diagnostic';
import type { ResourceDefinition } from '../definition';
import type { TermRecord } from '../value';
import { planBlock } from './block';
import { pathsThatReplace } from './replace';
import { suppressDifferences } from './suppress';

/** What a plan says of one resource. */
export interface Plan {
  planned: TermRecord;
  /** The changed attributes that can only be had with a new resource. */
  requiresReplace: Path[];
}

/**
 * Plans one resource.
 *
 * @param prior the state, or undefined when the resource is to be created
 */
export function planResource(
  resource: ResourceDefinition,
  config: TermRecord,
  prior: TermRecord | undefined,
): Plan {
  const context = { semantics: resource.semantics, prefix: '', setKeys: resource.setKeys };
  const merged = planBlock(resource.block, context, config, prior);
  const planned = suppressDifferences(resource, merged, prior);
  const requiresReplace = prior ? pathsThatReplace(resource.block, resource.semantics, prior, planned) : [];
  return { planned, requiresReplace };
}
