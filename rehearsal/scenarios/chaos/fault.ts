import type { ScenarioContext } from '../context';
import type { StepTools } from '../scenario';

/** Ends a fault. The cluster then heals without hands. */
export type Healing = () => Promise<void>;

/** What can happen to a cluster while it serves, and what must hold meanwhile. */
export interface Fault {
  readonly name: string;
  /** What of the broker that is drawn is struck. A zone is struck with all its hosts and its share of the load balancer. */
  readonly strikes: 'broker' | 'zone';
  /** Seconds that it takes with its healing, for the schedule. */
  readonly takes: number;
  /** Seconds from strike to healing, at least; the doctor's examination is part of it. */
  readonly lasts: number;
  /** Longest time in seconds without an acknowledgement or a read of any one key. */
  readonly gap: number;
  /** Seconds after which all brokers are unfenced again and all replicas in sync. */
  readonly heals: number;
  /** The doctor reports at least one of these kinds of findings meanwhile. */
  readonly findings: readonly string[];
  /**
   * Why the doctor is not asked.
   * @default - it is
   */
  readonly unasked?: string;
  /** @param nodeId the broker that is drawn */
  strike(context: ScenarioContext, nodeId: number, tools: StepTools): Promise<Healing>;
}

/** A fault and the broker that was drawn for it. */
export interface Planned {
  readonly fault: Fault;
  readonly nodeId: number;
  /** What it is about, for people. */
  readonly target: string;
}
