import type { Attributes, CloudApi } from '../model/api';
import { keepTimeouts, known } from './apply';
import type { ResourceDefinition } from './definition';
import { planBlock } from './planning/block';
import type { TermRecord } from './value';

/** Refreshes one resource; undefined means that it is gone. */
export async function readResource(
  cloud: CloudApi,
  resource: ResourceDefinition,
  prior: TermRecord,
): Promise<Attributes | undefined> {
  const state = await cloud.read(resource.type, known(prior));
  return state && keepTimeouts(state, prior);
}

/** Answers a data source: what is configured, defaults filled in, and what the cloud adds. */
export async function readDataSource(
  cloud: CloudApi,
  source: ResourceDefinition,
  config: TermRecord,
): Promise<Attributes> {
  const context = { semantics: source.semantics, prefix: '', setKeys: source.setKeys };
  const asked = known(planBlock(source.block, context, config, undefined));
  return { ...asked, ...(await cloud.readData(source.type, asked)) };
}
