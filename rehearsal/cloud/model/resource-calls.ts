import type { Attributes, Value } from './api';
import { CloudError } from './api';
import { demand } from './errors';
import type { ResourceHandler } from './handler';
import { replaced } from './handler';
import { resourceHandlers } from './registry';
import { isComputed, isForceNew } from './schema';
import type { CloudRecord } from './state';
import type { Transaction } from './transaction';
import { flag, text } from './values';

/** What Terraform is told about a resource after a call. */
export interface CallResult {
  readonly id: string;
  readonly attributes: Attributes;
}

/** Makes a resource. */
export function createResource(tx: Transaction, type: string, planned: Attributes): CallResult {
  refuseDryRun(planned);
  const handler = handlerOf(type);
  const record = handler.create(tx, planned);
  if (handler.noun !== undefined) tx.event(`${handler.noun}.created`, record, { name: nameOf(record) });
  return written(handler, record, planned);
}

/** Looks at a resource; undefined when it is gone. */
export function readResource(tx: Transaction, type: string, prior: Attributes): CallResult | undefined {
  const handler = handlerOf(type);
  const record = find(tx, handler, type, prior);
  return record && refreshed(handler, record, prior);
}

/** Changes a resource in place. */
export function updateResource(
  tx: Transaction,
  type: string,
  prior: Attributes,
  planned: Attributes,
  changed: readonly string[],
): CallResult {
  refuseDryRun(planned);
  const handler = handlerOf(type);
  const record = find(tx, handler, type, prior);
  demand(record !== undefined, 'ResourceNotFound', `There is no ${type} ${text(prior, 'id')} any more.`);
  const relevant = changed.filter((name) => isWritten(handler, type, name));
  if (relevant.length === 0) return written(handler, record, planned);
  const wanted = wantedOf(handler, record, planned, relevant);
  const next = handler.update
    ? handler.update(tx, record, wanted, relevant)
    : tx.patch(record, replaced(record, wanted));
  if (handler.noun !== undefined)
    tx.event(`${handler.noun}.updated`, record, { changed: [...relevant].sort() });
  return written(handler, next, planned);
}

/** Removes a resource; one that is gone already is removed. */
export function deleteResource(tx: Transaction, type: string, prior: Attributes): void {
  const handler = handlerOf(type);
  const record = find(tx, handler, type, prior);
  if (!record) return;
  // What only the state knows, such as `force_delete`, is said with the call.
  handler.remove(tx, { ...record, attributes: refreshed(handler, record, prior).attributes });
  if (handler.noun !== undefined) tx.event(`${handler.noun}.deleted`, record, { name: nameOf(record) });
}

function handlerOf(type: string): ResourceHandler {
  const handler = resourceHandlers[type];
  if (!handler) throw new CloudError('UnsupportedOperation', `The simulated cloud has no ${type}.`);
  return handler;
}

function find(
  tx: Transaction,
  handler: ResourceHandler,
  type: string,
  prior: Attributes,
): CloudRecord | undefined {
  const id = text(prior, 'id');
  return handler.find ? handler.find(tx, id) : tx.get(type, id);
}

/** What a call that writes answers: the record, and of what is never read back what was planned. */
function written(handler: ResourceHandler, record: CloudRecord, planned: Attributes): CallResult {
  const kept = Object.fromEntries(
    (handler.stateOnly ?? []).map((name) => {
      const current = record.attributes[name];
      return [
        name,
        planned[name] ?? (isComputed(record.type, name) ? (current ?? null) : emptyLike(current)),
      ];
    }),
  );
  return { id: record.id, attributes: { ...record.attributes, ...kept } };
}

/** What a refresh or an import shows: what is never read back is whatever the state says, or nothing. */
function refreshed(handler: ResourceHandler, record: CloudRecord, prior: Attributes): CallResult {
  const kept = Object.fromEntries(
    (handler.stateOnly ?? []).map((name) => [name, prior[name] ?? emptyLike(record.attributes[name])]),
  );
  return { id: record.id, attributes: { ...record.attributes, ...kept } };
}

/** A repeated block that does not occur is an empty list. */
function emptyLike(value: Value | undefined): Value {
  return Array.isArray(value) ? [] : null;
}

/** Refuses what the engine must have planned as a replacement; drops what no call would write. */
function isWritten(handler: ResourceHandler, type: string, name: string): boolean {
  if (handler.inPlace.includes(name)) return true;
  demand(
    !isForceNew(type, name),
    'OperationDenied.NotModifiable',
    `${name} of ${type} cannot be changed in place; it needs a new resource.`,
    name,
  );
  const silent = handler.stateOnly?.includes(name) ?? false;
  demand(
    silent || name === 'timeouts' || isComputed(type, name),
    'OperationDenied.NotModifiable',
    `No call of the provider changes ${name} of ${type}.`,
    name,
  );
  return false;
}

/** What there is with only the changed attributes as planned; a setting under two names is changed under both. */
function wantedOf(
  handler: ResourceHandler,
  record: CloudRecord,
  planned: Attributes,
  changed: readonly string[],
): Attributes {
  const wanted = { ...record.attributes };
  for (const name of changed) wanted[name] = planned[name] ?? null;
  for (const [present, deprecated] of handler.aliases ?? []) {
    if (changed.includes(present)) wanted[deprecated] = planned[present] ?? null;
    else if (changed.includes(deprecated)) wanted[present] = planned[deprecated] ?? null;
  }
  return wanted;
}

/** `dry_run` makes the API check the request and then refuse it, on every apply. */
function refuseDryRun(planned: Attributes): void {
  demand(
    !flag(planned, 'dry_run'),
    'DryRunOperation',
    'Request validation has been passed with DryRun flag set.',
    'dry_run',
  );
}

const NAMES = [
  'deployment_set_name',
  'disk_name',
  'instance_name',
  'key_pair_name',
  'load_balancer_name',
  'security_group_name',
  'server_group_name',
  'vpc_name',
  'vswitch_name',
];

function nameOf(record: CloudRecord): string {
  const name = NAMES.map((attribute) => text(record.attributes, attribute)).find((value) => value !== '');
  return name ?? record.id;
}
