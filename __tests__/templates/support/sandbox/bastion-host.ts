import type { NewClusterPlan } from '../../../../plan/types';
import { filesOfBastion } from '../files';
import { type Run, Sandbox } from './sandbox';

/** A bastion with fake Kafka tools; each prints what a test says, and notes how it was called. */
export class BastionHost extends Sandbox {
  constructor(plan: NewClusterPlan) {
    super({}, filesOfBastion(plan));
    for (const name of [
      'topics',
      'get-offsets',
      'console-producer',
      'console-consumer',
      'broker-api-versions',
    ]) {
      this.kafkaTool(name, 'true');
    }
    // What only the fake tools use.
    for (const name of ['comm', 'cut']) this.program(name, `exec /usr/bin/${name} "$@"`);
  }

  /** Kafka's tools exit with 0 even when they fail, and so does a fake one unless its body says otherwise. */
  kafkaTool(name: string, body: string): void {
    const path = `/kafka/bin/kafka-${name}.sh`;
    this.write(path, `#!/bin/bash\necho "\${0##*/} $*" >>"$FAKE/calls"\n${body}\n`);
    this.makeExecutable(path);
  }

  /** @param input what it reads */
  script(
    name: string,
    args: string[],
    environment: Record<string, string> = {},
    input?: string,
  ): Promise<Run> {
    const own = {
      KAFKA_HOME: this.path('/kafka'),
      BROKERS_FILE: this.path('/etc/kafka/brokers'),
      DELAY: '0',
    };
    return this.run(`/root/${name}`, args, { ...own, ...environment }, input);
  }
}
