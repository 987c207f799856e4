import type { Check } from '../finding';
import { reachableBrokers } from './reachable';

/** Kafka's unit on every broker. */
export const kafkaProcess: Check = {
  title: 'Kafka runs',
  applies: ({ hosts }) => hosts !== undefined,
  judge: (facts) =>
    reachableBrokers(facts)
      .filter(({ values }) => values['kafka'] !== 'active')
      .map(({ broker, values }) => {
        const { kafka, rollout, bootstrap_log: log } = values;
        const changing = rollout === 'active' || rollout === 'activating';
        return {
          id: 'kafka-stopped' as const,
          level: changing ? ('warning' as const) : ('fault' as const),
          seen:
            `Kafka does not run on ${broker.name}: kafka.service is ${kafka || 'unknown'}` +
            (changing ? ', a rolling change is in progress' : '') +
            (values['bootstrap'] !== 'active' && log ? `; kafka-bootstrap reports: ${log}` : ''),
          expected: 'kafka.service is active',
          fix: changing
            ? 'wait for its end: bash /var/lib/kafka-rollout.sh status'
            : `on ${broker.name}: read journalctl -u kafka -u kafka-bootstrap and /var/log/kafka/server.log, then systemctl start kafka`,
          nodes: [broker.nodeId],
        };
      }),
  well: (facts) => `on ${reachableBrokers(facts).length} brokers`,
};
