import { CloudError, type Attributes, type CloudApi, type Value } from '../model/api';
import type { ResourceDefinition } from './definition';
import { fromThrown, type Diagnostic } from './diagnostic';
import { isSame } from './same';
import { typeOfBlock } from './type';
import { withoutUnknowns, type TermRecord } from './value';

/** What an apply leaves behind: the new state (undefined when the resource is gone) and what went wrong. */
export interface Outcome {
  state: Attributes | undefined;
  diagnostics: Diagnostic[];
}

/** Carries out one planned change. A failed change leaves the state as it was before. */
export async function applyResource(
  cloud: CloudApi,
  resource: ResourceDefinition,
  prior: TermRecord | undefined,
  planned: TermRecord | undefined,
): Promise<Outcome> {
  const before = prior && known(prior);
  try {
    return { state: await change(cloud, resource, before, planned && known(planned)), diagnostics: [] };
  } catch (thrown) {
    const partial = thrown instanceof CloudError ? thrown.partial : undefined;
    const state = partial ? keepTimeouts(partial, planned) : before;
    return { state, diagnostics: [fromThrown(thrown)] };
  }
}

async function change(
  cloud: CloudApi,
  resource: ResourceDefinition,
  prior: Attributes | undefined,
  planned: Attributes | undefined,
): Promise<Attributes | undefined> {
  const { type } = resource;
  if (!planned) {
    if (prior) await cloud.delete(type, prior);
    return undefined;
  }
  if (!prior) return keepTimeouts(await cloud.create(type, planned), planned);
  const changed = changedNames(resource, prior, planned);
  if (changed.length === 0) return planned;
  return keepTimeouts(await cloud.update(type, prior, planned, changed), planned);
}

/** Names what differs; time limits are between the user and the provider, so a change of them reaches no cloud. */
function changedNames(resource: ResourceDefinition, prior: Attributes, planned: Attributes): string[] {
  const { attributes } = typeOfBlock(resource.block);
  return Object.entries(attributes)
    .filter(
      ([name, type]) => name !== 'timeouts' && !isSame(type, prior[name] ?? null, planned[name] ?? null),
    )
    .map(([name]) => name);
}

/** Carries the time limits over from the wish or the former state: the cloud does not know them. */
export function keepTimeouts(state: Attributes, from: TermRecord | undefined): Attributes {
  return from?.timeouts === undefined ? state : { ...state, timeouts: withoutUnknowns(from.timeouts) };
}

/** The attributes as the cloud gets to see them. */
export function known(terms: TermRecord): Attributes {
  return withoutUnknowns(terms) as { [key: string]: Value };
}
