import type { Attributes } from './api';

/** One thing in the cloud. Records are replaced, never changed, so that a failed transaction leaves no trace. */
export interface CloudRecord {
  /** The Terraform type, or `endpoint` for a consumer's endpoint, which Terraform here never creates. */
  readonly type: string;
  readonly id: string;
  readonly region: string;
  readonly attributes: Attributes;
  /** What the cloud knows and no attribute shows. */
  readonly hidden?: Attributes;
}

/** Everything but the records. */
export interface Meta {
  /** Ids are made from it, so the same calls on a new file give the same ids. */
  seed: string;
  account: { id: string; privateLinkOpened: boolean };
  /** Kept with the cloud, since Terraform starts the processes that use it. */
  latency: Latency;
  /** Logical seconds: one passes with every transaction. */
  clock: number;
  /** Wall-clock milliseconds at simulated second 0: at the first operation since the latency was set. */
  epoch: number | null;
  /** How often each identity was given an id. */
  issued: Record<string, number>;
  faults: Fault[];
  soldOut: SoldOut[];
  /** Images published besides the built-in ones. */
  images: Image[];
  /** Where the log ends; `tail` repeats the last transaction's lines, to repair a log cut off by a crash. */
  log: { seq: number; bytes: number; tail: string };
}

/** The content of the cloud file. */
export interface CloudState {
  version: 1;
  meta: Meta;
  records: Record<string, Record<string, CloudRecord>>;
}

/** The account that owns what Terraform creates, unless another is asked for. */
export const OWN_ACCOUNT = '1234567890123456';

/** A cloud with nothing in it. */
export function emptyState(account: Partial<Meta['account']> = {}): CloudState {
  return {
    version: 1,
    meta: {
      seed: 'rehearsal',
      account: { id: account.id ?? OWN_ACCOUNT, privateLinkOpened: account.privateLinkOpened ?? true },
      latency: { profile: 'instant' },
      clock: 0,
      epoch: null,
      issued: {},
      faults: [],
      soldOut: [],
      images: [],
      log: { seq: 0, bytes: 0, tail: '' },
    },
    records: {},
  };
}

/** The calls that a fault can meet. */
export type FaultOperation = 'create' | 'read' | 'update' | 'delete' | 'readData';

/** A failure to be met by calls of one kind. */
export interface Fault {
  operation: FaultOperation;
  /** Terraform type of the resource or data source. */
  type: string;
  /** Only calls whose attributes have all of these values. */
  where?: Attributes;
  /** Lets that many matching calls through first. */
  after?: number;
  /** How many matching calls fail; 1 by default. */
  times?: number | 'always';
  /**
   * `refuse` (the default): nothing happens. `lost-response`: it is done, but its answer never arrives, so
   * Terraform does not know. `half-done` (of a create): it is made, then fails, so Terraform keeps it as tainted.
   */
  effect?: 'refuse' | 'lost-response' | 'half-done';
  /** The code of the error; that of the effect by default. */
  code?: string;
  message?: string;
}

/** An instance type that cannot be had, in one zone or in all, in all types of a zone if none is named. */
export interface SoldOut {
  instanceType?: string;
  zone?: string;
}

/** A system image. */
export interface Image {
  readonly id: string;
  readonly name: string;
  /** As the API writes it, for example `Ubuntu  22.04 64 bit`. */
  readonly osName: string;
  readonly platform: string;
  readonly created: string;
  /** GiB; a system disk cannot be smaller. */
  readonly size: number;
  readonly owner: 'system' | 'self';
}

/** `instant` lets no time pass; `realistic` waits `factor` real seconds for each simulated one. */
export type Latency = { profile: 'instant' } | { profile: 'realistic'; factor: number };
