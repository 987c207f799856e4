import { minInsyncReplicas, replicationFactor } from '../../domain/conventions';
import type { PartialConfig } from '../salvage';
import type { NewConfig } from '../schema';
import type { ErrorRule, WarningRule } from './rule';

const PATH = ['kafka', 'properties'];

/** Topics of users and of transactions: the number of replicas, and how many a write needs. */
const PAIRS = [
  { factor: 'default.replication.factor', minInsync: 'min.insync.replicas' },
  { factor: 'transaction.state.log.replication.factor', minInsync: 'transaction.state.log.min.isr' },
] as const;

/** Settings for the number of replicas of a topic. */
export const FACTORS = [...PAIRS.map(({ factor }) => factor), 'offsets.topic.replication.factor'];

/** With fewer brokers than replicas, no topic can be created. */
export const reachableFactor: ErrorRule = (config, report) => {
  const brokers = config.brokers?.length ?? 0;
  if (brokers === 0) return;
  for (const setting of FACTORS) {
    const value = given(config, setting);
    if (value === undefined || value <= brokers) continue;
    report([...PATH, setting], `needs more than ${brokers} brokers`, { allowed: `1 to ${brokers}` });
  }
};

/** Kafka documentation: with fewer replicas than `min.insync.replicas`, `acks=all` never succeeds. */
export const reachableMinInsync: ErrorRule = (config, report) => {
  for (const pair of pairsOf(config)) {
    if (pair.minInsync <= pair.factor) continue;
    report(
      [...PATH, pair.setting],
      `${pair.names[1]} ${pair.minInsync} is more than ${pair.names[0]} ${pair.factor}`,
      {
        allowed: `${pair.names[1]} below ${pair.names[0]}`,
      },
    );
  }
};

/** When a write needs every replica, each restart of a broker stops producers. */
export const restartable: WarningRule = (config, report) => {
  for (const pair of pairsOf(config)) {
    if (pair.minInsync !== pair.factor) continue;
    report(
      [...PATH, pair.setting],
      `${pair.names[1]} equals ${pair.names[0]}: each restart of a broker stops producers`,
      {
        allowed: `${pair.names[1]} below ${pair.names[0]}`,
      },
    );
  }
};

interface Replication {
  readonly names: readonly [factor: string, minInsync: string];
  /** The one that the file sets. */
  readonly setting: string;
  readonly factor: number;
  readonly minInsync: number;
}

/** The pairs of which the file sets at least one; the other one has the plan's value. */
function pairsOf(config: PartialConfig | NewConfig): Replication[] {
  const brokers = config.brokers?.length ?? 0;
  return PAIRS.flatMap((pair): Replication[] => {
    const properties = config.kafka?.properties ?? {};
    const setting = [pair.minInsync, pair.factor].find((name) => name in properties);
    const factor = pair.factor in properties ? given(config, pair.factor) : replicationFactor(brokers);
    const minInsync =
      pair.minInsync in properties ? given(config, pair.minInsync) : minInsyncReplicas(brokers);
    if (brokers === 0 || setting === undefined || factor === undefined || minInsync === undefined) return [];
    return factor > brokers ? [] : [{ names: [pair.factor, pair.minInsync], setting, factor, minInsync }];
  });
}

/** The file's value of such a setting. */
export function given(config: PartialConfig | NewConfig, setting: string): number | undefined {
  const value = Number(config.kafka?.properties?.[setting] ?? NaN);
  return Number.isNaN(value) ? undefined : value;
}
