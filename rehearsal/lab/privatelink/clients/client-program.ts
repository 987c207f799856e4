import type {
  ConsumeReport,
  ConsumeRequest,
  KafkaClient,
  MetadataReport,
  ProduceReport,
  ProduceRequest,
  Target,
  TopicReport,
  TopicRequest,
} from './kafka-client';

/** A client whose program takes `MODE --name value …` and prints one line of JSON. */
export class ClientProgram implements KafkaClient {
  constructor(protected readonly program: readonly string[]) {}

  createTopic(target: Target, { topic, partitions, replicationFactor }: TopicRequest): Promise<TopicReport> {
    const options = { topic, partitions, 'replication-factor': replicationFactor };
    return this.run<TopicReport>(target, 'topic', options);
  }

  produce(target: Target, { topic, run, count, ledger }: ProduceRequest): Promise<ProduceReport> {
    return this.run<ProduceReport>(target, 'produce', { topic, run, count, ledger });
  }

  consume(target: Target, { topic, ledger }: ConsumeRequest): Promise<ConsumeReport> {
    return this.run<ConsumeReport>(target, 'consume', { topic, ledger });
  }

  metadata(target: Target): Promise<MetadataReport> {
    return this.run<MetadataReport>(target, 'metadata', {});
  }

  /** The whole command. */
  protected command(target: Target, mode: string, options: Record<string, string | number>): string[] {
    const { bootstrap, timeoutSec: timeout = 30 } = target;
    const named = Object.entries({ bootstrap, timeout, ...options });
    return [...this.program, mode, ...named.flatMap(([name, value]) => [`--${name}`, String(value)])];
  }

  private async run<T>(target: Target, mode: string, options: Record<string, string | number>): Promise<T> {
    const { place, timeoutSec = 30 } = target;
    // A client gives up by itself; this is for one that does not. A producer tries for two minutes.
    const limit = timeoutSec * 2 + (mode === 'produce' ? 150 : 15);
    const { stdout } = await place.exec(this.command(target, mode, options), { timeoutSec: limit });
    return lastReport<T>(stdout);
  }
}

/** Reads the last line of a program's output, which is its report. */
export function lastReport<T>(output: string): T {
  const line = output.trim().split('\n').at(-1) ?? '';
  try {
    return JSON.parse(line) as T;
  } catch (error) {
    throw new Error(`the client gave no report but: ${line || '(nothing)'}`, { cause: error });
  }
}
