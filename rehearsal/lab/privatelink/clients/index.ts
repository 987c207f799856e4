export { JavaClient } from './java-client';
export * from './kafka-client';
export { KafkajsClient } from './kafkajs-client';
export { Load } from './load';
export type { LoadRequest } from './load';
