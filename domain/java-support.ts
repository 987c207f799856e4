import { isBetween } from './version';

/** Kafka documentation, "Java version": the major versions that brokers are supported with. */
const SUPPORT = [
  { from: '3.7.0', through: '3.8.999', java: [8, 11, 17] },
  { from: '3.9.0', through: '3.9.999', java: [8, 11, 17, 21] },
  { from: '4.0.0', through: '4.999.999', java: [17, 21] },
] as const;

/**
 * Major versions of Java that Kafka supports for brokers; undefined for versions of Kafka that the table does not know.
 */
export function supportedJava(kafkaVersion: string): readonly number[] | undefined {
  return SUPPORT.find(({ from, through }) => isBetween(kafkaVersion, from, through))?.java;
}
