import type { Check } from '../finding';
import { toldBrokers } from './told';

/** Kafka's unit on every broker. */
export const kafkaProcess: Check = {
  title: 'Kafka runs',
  applies: ({ hosts }) => hosts !== undefined,
  judge: (facts) =>
    toldBrokers(facts)
      .filter(({ values }) => values['kafka'] !== 'active')
      .map(({ broker, values }) => {
        const { kafka, rollout, bootstrap_log: log } = values;
        const changing = rollout === 'active' || rollout === 'activating';
        return {
          id: 'kafka-stopped' as const,
          level: changing ? ('warning' as const) : ('fault' as const),
          seen:
            `Kafka does not run on ${broker.name}: kafka.service is ${kafka || 'unknown'}` +
            (changing ? ', a rolling change is under way' : '') +
            (values['bootstrap'] !== 'active' && log ? `; kafka-bootstrap says: ${log}` : ''),
          expected: 'kafka.service is active',
          fix: changing
            ? 'wait for it: bash /var/lib/kafka-rollout.sh status'
            : `on ${broker.name}: journalctl -u kafka -u kafka-bootstrap, /var/log/kafka/server.log; then systemctl start kafka`,
          nodes: [broker.nodeId],
        };
      }),
  well: (facts) => `on ${toldBrokers(facts).length} brokers`,
};
