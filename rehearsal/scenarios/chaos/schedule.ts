import type { Fault, Planned } from './fault';
import { mulberry32, pick, shuffled } from './random';

/** What decides about a schedule. */
export interface ChaosSettings {
  /** Another number, another order of faults. */
  readonly seed: number;
  /** How long the faults may take together. */
  readonly minutes: number;
}

/** With three brokers in three zones: a kill, the loss of a zone, a long and a short pause. */
export const CHAOS_DEFAULTS: ChaosSettings = { seed: 19, minutes: 3 };

/** A broker, as far as faults can strike it. */
export interface Victim {
  readonly nodeId: number;
  readonly zone: string;
}

/**
 * Draws faults and brokers until the minutes are used up. None comes a second time before every other that fits has come.
 * The same settings, table and brokers give the same schedule.
 */
export function schedule(
  { seed, minutes }: ChaosSettings,
  faults: readonly Fault[],
  victims: readonly Victim[],
): Planned[] {
  const random = mulberry32(seed);
  const planned: Planned[] = [];
  let left = minutes * 60;
  let before: number;
  do {
    before = planned.length;
    for (const fault of shuffled(faults, random)) {
      const { nodeId, zone } = pick(victims, random);
      if (fault.takes > left) continue;
      planned.push({ fault, nodeId, target: fault.strikes === 'zone' ? zone : `broker ${nodeId}` });
      left -= fault.takes;
    }
  } while (planned.length > before);
  return planned;
}

/** A line for people. */
export const shownFault = ({ fault, target }: Planned): string => `${fault.name}: ${target}`;
