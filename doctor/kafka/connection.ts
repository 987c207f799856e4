import type { Duplex } from 'node:stream';
import { Reader, Writer } from './bytes';

/** No answer of a broker's is larger than this. */
const LARGEST = 100 * 2 ** 20;

/** What is asked: the number of the request, its version and its body. */
export interface Request {
  readonly key: number;
  readonly version: number;
  /** Whether this version has the newer headers. */
  readonly flexible?: boolean;
  readonly body: Buffer;
}

/** Asks a Kafka broker over a connection that exists, one question at a time. */
export class KafkaConnection {
  private received = Buffer.alloc(0);
  private waiting: { resolve: (answer: Buffer) => void; reject: (reason: Error) => void } | undefined;
  private ended: Error | undefined;
  private correlation = 0;

  constructor(private readonly stream: Duplex) {
    stream.on('data', (chunk: Buffer) => this.take(chunk));
    stream.on('error', (error: Error) => this.end(error));
    stream.on('close', () => this.end(new Error('closed the connection without an answer')));
  }

  /** @throws Error when the connection ends, or nothing comes in time */
  async ask({ key, version, flexible = false, body }: Request, timeoutMs: number): Promise<Reader> {
    this.correlation += 1;
    const head = new Writer().int16(key).int16(version).int32(this.correlation).string('doctor');
    if (flexible) head.varint(0);
    const message = Buffer.concat([head.bytes(), body]);
    const answer = this.next(timeoutMs);
    this.stream.write(Buffer.concat([new Writer().int32(message.length).bytes(), message]));
    const reader = new Reader(await answer);
    if (reader.int32() !== this.correlation) throw new Error('answers something else than Kafka would');
    if (flexible) reader.tags();
    return reader;
  }

  close(): void {
    this.stream.destroy();
  }

  private next(timeoutMs: number): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      if (this.ended) return reject(this.ended);
      const timer = setTimeout(
        () => this.end(new Error(`no answer within ${timeoutMs / 1000} s`)),
        timeoutMs,
      );
      const done =
        <T>(settle: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          this.waiting = undefined;
          settle(value);
        };
      this.waiting = { resolve: done(resolve), reject: done(reject) };
    });
  }

  private take(chunk: Buffer): void {
    this.received = Buffer.concat([this.received, chunk]);
    if (this.received.length < 4) return;
    const size = this.received.readInt32BE(0);
    if (size < 4 || size > LARGEST) return this.end(new Error('answers something else than Kafka would'));
    if (this.received.length < 4 + size) return;
    const answer = this.received.subarray(4, 4 + size);
    this.received = this.received.subarray(4 + size);
    this.waiting?.resolve(answer);
  }

  private end(reason: Error): void {
    this.ended ??= reason;
    this.waiting?.reject(this.ended);
    this.stream.destroy();
  }
}
