import type { Fault } from '../fault';
import { onBroker } from './on-broker';

const signal = (name: string) => `systemctl kill --signal=${name} kafka.service`;

/** What can happen to Kafka's process. */
export const killed: Fault = {
  name: 'kill -9 of Kafka',
  strikes: 'broker',
  takes: 35,
  lasts: 0,
  gap: 40,
  heals: 180,
  findings: ['kafka-stopped', 'broker-fenced', 'under-replicated'],
  strike: async (context, nodeId) => {
    await onBroker(context, nodeId, signal('KILL'));
    return async () => {}; // systemd starts it again
  },
};

function paused(name: string, times: Pick<Fault, 'takes' | 'lasts' | 'findings' | 'unasked'>): Fault {
  return {
    name,
    strikes: 'broker',
    gap: 40,
    heals: 120,
    ...times,
    strike: async (context, nodeId, { onEnd }) => {
      const resume = async () => void (await onBroker(context, nodeId, signal('CONT')));
      onEnd(`Kafka of broker ${nodeId}`, { undo: resume, leave: resume });
      await onBroker(context, nodeId, signal('STOP'));
      return resume;
    },
  };
}

/** Shorter than `broker.session.timeout.ms`, 9 s by default: the controllers do not notice a broker's absence. */
export const pausedBriefly = paused('SIGSTOP of Kafka, shorter than its session', {
  takes: 15,
  lasts: 5,
  findings: [],
  unasked: 'it is over before the doctor has looked at every host',
});

export const pausedLong = paused('SIGSTOP of Kafka, longer than its session', {
  takes: 50,
  lasts: 20,
  findings: ['broker-fenced', 'under-replicated', 'port-closed', 'listener-closed'],
});
