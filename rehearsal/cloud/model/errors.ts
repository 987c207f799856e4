import { CloudError } from './api';
import type { CloudRecord } from './state';
import type { Transaction } from './transaction';

/** Throws unless `condition` holds. */
export function demand(
  condition: boolean,
  code: string,
  message: string,
  attribute?: string,
): asserts condition {
  if (!condition) throw new CloudError(code, message, attribute);
}

/** The record that an attribute refers to; refuses when the region has none. */
export function requireRecord(
  tx: Transaction,
  type: string,
  id: string,
  code: string,
  attribute: string,
): CloudRecord {
  const record = tx.get(type, id);
  demand(
    record !== undefined,
    code,
    `The specified ${attribute} ${id || '(none given)'} does not exist in region ${tx.region}.`,
    attribute,
  );
  return record;
}

/** Refuses one thing too many. */
export function requireQuota(count: number, limit: number, code: string, what: string): void {
  demand(count < limit, code, `The quota of ${String(limit)} ${what} is used up.`);
}

/** Writes the ids of records for a sentence. */
export function idsOf(records: readonly CloudRecord[]): string {
  return records.map((record) => record.id).join(', ');
}
