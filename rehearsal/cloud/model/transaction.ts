import type { Attributes } from './api';
import { issueId } from './ids';
import type { CloudEvent, CloudOperation, LogEntry } from './log';
import type { CloudRecord, CloudState, Meta } from './state';

type Draft<T> = T extends LogEntry ? Omit<T, 'kind' | 'seq' | 'time' | 'region'> : never;

/**
 * What one call sees and does. It sees only its own region, as every real API does, and nothing of what it does
 * is in the cloud before `commit`.
 */
export class Transaction {
  /** A private copy; `commit` puts it back. */
  readonly meta: Meta;
  /** Simulated seconds on top of what the call takes anyway. */
  extraSeconds = 0;
  private readonly overlay = new Map<string, Map<string, CloudRecord | null>>();
  private readonly lines: string[] = [];

  constructor(
    private readonly state: CloudState,
    readonly region: string,
  ) {
    // The log's tail can be long, and a copy of the string would copy its letters.
    const { log, ...rest } = state.meta;
    this.meta = { ...structuredClone(rest), log: { ...log } };
    this.meta.clock += 1;
  }

  /** The record of this region with that id. */
  get(type: string, id: string): CloudRecord | undefined {
    const changed = this.overlay.get(type)?.get(id);
    const record = changed === undefined ? this.state.records[type]?.[id] : changed;
    return record?.region === this.region ? record : undefined;
  }

  /** All records of a type in this region, oldest first. */
  all(type: string): CloudRecord[] {
    const records = new Map(Object.entries(this.state.records[type] ?? {}));
    for (const [id, record] of this.overlay.get(type) ?? []) {
      if (record) records.set(id, record);
      else records.delete(id);
    }
    return [...records.values()].filter((record) => record.region === this.region);
  }

  put(record: CloudRecord): CloudRecord {
    this.change(record.type, record.id, record);
    return record;
  }

  /** Replaces some attributes of a record. */
  patch(record: CloudRecord, attributes: Attributes, hidden: Attributes = {}): CloudRecord {
    const next = { ...record, attributes: { ...record.attributes, ...attributes } };
    return this.put({ ...next, hidden: { ...record.hidden, ...hidden } });
  }

  remove(record: CloudRecord): void {
    this.change(record.type, record.id, null);
  }

  /** A new id for something with these attributes. */
  newId(prefix: string, attributes: Attributes): string {
    return issueId(this.meta, prefix, this.region, attributes);
  }

  /** Logical time as the API writes it. */
  now(): string {
    return new Date(Date.UTC(2026, 0, 1) + this.meta.clock * 1000).toISOString().replace('.000Z', 'Z');
  }

  event(name: string, record: Pick<CloudRecord, 'type' | 'id'>, details: Attributes = {}): void {
    this.log({ name, type: record.type, id: record.id, details }, 'event');
  }

  operation(entry: Draft<CloudOperation>): void {
    this.log(entry, 'operation');
  }

  /** Makes everything true at once. */
  commit(): void {
    for (const [type, changes] of this.overlay) {
      const records = (this.state.records[type] ??= {});
      for (const [id, record] of changes) {
        if (record) records[id] = record;
        else Reflect.deleteProperty(records, id);
      }
    }
    const tail = this.lines.join('');
    this.meta.log.tail += tail;
    this.meta.log.bytes += Buffer.byteLength(tail);
    this.state.meta = this.meta;
  }

  private change(type: string, id: string, record: CloudRecord | null): void {
    const changes = this.overlay.get(type) ?? new Map<string, CloudRecord | null>();
    this.overlay.set(type, changes.set(id, record));
  }

  private log(entry: Draft<CloudEvent> | Draft<CloudOperation>, kind: LogEntry['kind']): void {
    this.meta.log.seq += 1;
    const head = { kind, seq: this.meta.log.seq, time: this.now() };
    this.lines.push(`${JSON.stringify({ ...head, ...entry, region: this.region })}\n`);
  }
}
