export { exporterJar } from './exporter';
export { jdkArchive } from './jdk';
export { kafkaArchive } from './kafka';
export type { AssembledArchive } from './cache';
