import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export type Properties = Readonly<Record<string, string>>;

/** Kafka's own reader of properties files, `java.util.Properties`, in one Java process for many files. */
export class JavaProperties {
  private readonly java: ChildProcessWithoutNullStreams;
  private readonly answers: AsyncIterableIterator<string>;
  private said = '';

  constructor() {
    this.java = spawn('java', [join(__dirname, 'PropertiesServer.java')]);
    this.java.stderr.on('data', (data: Buffer) => (this.said += data.toString()));
    this.answers = createInterface({ input: this.java.stdout })[Symbol.asyncIterator]();
  }

  /** One file at a time. @returns undefined when Java refuses the file */
  async read(file: Buffer): Promise<Properties | undefined> {
    this.java.stdin.write(`${file.toString('base64')}\n`);
    const { value, done } = (await this.answers.next()) as IteratorResult<string, undefined>;
    if (done) throw new Error(`java ended: ${this.said}`);
    if (value === 'refused') return undefined;
    const pairs = value.split(' ').filter((pair) => pair !== '');
    return Object.fromEntries(pairs.map((pair) => pair.split(':').map(decode)));
  }

  async stop(): Promise<void> {
    this.java.stdin.end();
    if (this.java.exitCode === null) await once(this.java, 'exit');
  }
}

const decode = (text: string): string => Buffer.from(text, 'base64').toString('utf16le');
