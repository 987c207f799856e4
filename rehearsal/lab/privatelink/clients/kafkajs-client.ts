import { join, resolve } from 'node:path';
import { ClientProgram } from './client-program';

/** KafkaJS, which shares no code with Apache's client. */
export class KafkajsClient extends ClientProgram {
  constructor() {
    const root = resolve(__dirname, '../../../..');
    super([process.execPath, join(root, 'cli/run.js'), join(__dirname, 'kafkajs-program.ts')]);
  }
}
