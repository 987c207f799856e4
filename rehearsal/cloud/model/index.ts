import { Cloud } from './cloud';
import type { Meta } from './state';
import { emptyState } from './state';
import { Store } from './store';

/** How to open a cloud. */
export interface CloudOptions {
  /** Where calls go until the provider is configured; `ap-southeast-1` by default. */
  region?: string;
  /** The account of a file that does not exist yet. */
  account?: Partial<Meta['account']>;
}

/**
 * Opens the simulated Alibaba Cloud that is kept in `file`; the first change makes the file. Beside `cloud.json`
 * grows `cloud.log.jsonl`, which records everything that happened.
 */
export function openCloud(file: string, options: CloudOptions = {}): Cloud {
  const store = new Store(file, () => emptyState(options.account));
  return new Cloud(store, options.region ?? 'ap-southeast-1');
}

export { CloudError } from './api';
export type { Attributes, CloudApi, Value } from './api';
export { Cloud } from './cloud';
export * from './console';
export * from './consumer';
export * from './control';
export type { ConnectionStatus } from './endpoints';
export { parseFault } from './fault-setting';
export { parseLatency } from './latency';
export { followLog, logFile, readEvents, readLog, readOperations } from './log';
export type { CloudEvent, CloudOperation, LogEntry } from './log';
export { OWN_ACCOUNT } from './state';
export type * from './view-types';
export type { Fault, FaultOperation, SoldOut } from './state';
export type { Image } from './state';
export type { Latency } from './state';
