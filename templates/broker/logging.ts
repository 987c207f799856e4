import type { KafkaPlan } from '../../plan/types';
import { render } from '../rendering/engine';
import { type HostFile, packedData } from '../rendering/host-file';

/** What `failed_attempt` of a rolling change looks for causes in. */
const LAYOUT = '[%d] %p %m (%c)%n';

/** Ids of appenders, and their files below /var/log/kafka: the names that people know from Kafka's release. */
const FILES = [
  { id: 'server', file: 'server.log' },
  { id: 'controller', file: 'controller.log' },
  { id: 'stateChange', file: 'state-change.log' },
  { id: 'cleaner', file: 'log-cleaner.log' },
  { id: 'request', file: 'kafka-request.log' },
  { id: 'authorizer', file: 'kafka-authorizer.log' },
];

/** Loggers with a file of their own, as in the `log4j.properties` of 3.x and the `log4j2.yaml` of 4.x. */
const LOGGERS = [
  ['kafka.controller', 'INFO', 'controller'],
  ['org.apache.kafka.controller', 'INFO', 'controller'],
  ['state.change.logger', 'INFO', 'stateChange'],
  ['kafka.log.LogCleaner', 'INFO', 'cleaner'],
  ['org.apache.kafka.storage.internals.log.LogCleaner$CleanerThread', 'INFO', 'cleaner'],
  ['kafka.request.logger', 'WARN', 'request'],
  ['kafka.network.RequestChannel$', 'WARN', 'request'],
  ['kafka.authorizer.logger', 'INFO', 'authorizer'],
].map(([name, level, file], index) => ({ id: `logger${index}`, name, level, file }));

/** Settings of Kafka's logger: at most 500 MB of each file, and errors to the journal as well. */
export function loggingFile({ log4j }: KafkaPlan): HostFile {
  const name = log4j === 1 ? 'log4j.properties' : 'log4j2.properties';
  return packedData(
    `/etc/kafka/${name}`,
    render(`broker/${name}`, { layout: LAYOUT, files: FILES, loggers: LOGGERS }),
  );
}

/** How Kafka finds them. */
export function loggingOption({ log4j }: KafkaPlan): string {
  return log4j === 1
    ? '-Dlog4j.configuration=file:/etc/kafka/log4j.properties'
    : '-Dlog4j2.configurationFile=/etc/kafka/log4j2.properties';
}
