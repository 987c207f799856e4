import type { Attributes } from './api';
import { completeResource } from './schema';
import type { CloudRecord } from './state';
import type { Transaction } from './transaction';

/** What the cloud does with one resource type. */
export interface ResourceHandler {
  /** Names the events of the type: `<noun>.created`, `.updated`, `.deleted`; without it the handler emits its own. */
  readonly noun?: string;
  /** Attributes that the provider never reads back: they are what Terraform's state says. */
  readonly stateOnly?: readonly string[];
  /** Pairs of names for one setting of the API: the present one and the deprecated one. */
  readonly aliases?: readonly (readonly [string, string])[];
  /** Attributes that the provider changes in place. */
  readonly inPlace: readonly string[];
  /** Makes the resource and puts its record. */
  create(tx: Transaction, planned: Attributes): CloudRecord;
  /** Finds what an id means; the record of that id by default. */
  find?(tx: Transaction, id: string): CloudRecord | undefined;
  /** Makes the record what is planned; `changed` holds only names of `inPlace`. Replaces attributes by default. */
  update?(tx: Transaction, record: CloudRecord, planned: Attributes, changed: readonly string[]): CloudRecord;
  /** Removes the record and what belongs to it. */
  remove(tx: Transaction, record: CloudRecord): void;
}

/** What the cloud answers to one data source: the attributes that the configuration does not set. */
export type DataHandler = (tx: Transaction, config: Attributes) => Attributes;

/** Puts a new record: what is planned, completed by the answers of the API. */
export function putNew(
  tx: Transaction,
  type: string,
  id: string,
  planned: Attributes,
  answers: Attributes,
  hidden: Attributes = {},
): CloudRecord {
  const attributes = { ...completeResource(type, planned, answers), id };
  return tx.put({ type, id, region: tx.region, attributes, hidden });
}

/** The attributes of a record with the planned ones in place. */
export function replaced(record: CloudRecord, planned: Attributes): Attributes {
  return { ...completeResource(record.type, planned, record.attributes), id: record.id };
}
