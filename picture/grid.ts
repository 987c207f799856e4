import type { BrokerPlan } from '../plan/types';
import type { Rows } from './rows';

/** Where each column begins, and where the broker of each row is. */
export interface Grid {
  readonly rows: Rows;
  /** The middle of the bootstrap row. */
  readonly bootstrapY: number;
  readonly brokers: readonly { readonly broker: BrokerPlan; readonly y: number }[];
  readonly tidb: Column;
  readonly service: Column;
  readonly balancer: Column;
  readonly cards: Column;
  readonly top: number;
  /** Upper end of endpoint service and load balancer. */
  readonly panelsTop: number;
  readonly bottom: number;
}

export interface Column {
  readonly x: number;
  readonly width: number;
}
