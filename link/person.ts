import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { LinkStop } from './stop';

export interface PersonOptions {
  /** Whether every change is agreed to beforehand. */
  yes: boolean;
  /** Where answers come from; undefined without a terminal. */
  input: Readable | undefined;
  output: Writable;
}

/** Who is asked before every change: somebody at a terminal, nobody, or nobody because all is agreed to. */
export class Person {
  constructor(private readonly options: PersonOptions) {}

  /** Whether somebody can type an answer. */
  get isThere(): boolean {
    return this.options.input !== undefined;
  }

  /**
   * Asks whether to make a change.
   *
   * @param change what would be done, such as `create the private link connection`
   * @throws LinkStop when the answer is no, or nobody is there to give it
   */
  async agree(change: string): Promise<void> {
    if (this.options.yes) return;
    const stop = (why: string) => new LinkStop(`${why}: ${change}`, true);
    if (!this.isThere) throw stop('not done, since nobody is there to agree (--yes agrees to everything)');
    if (!(await this.wants(`${capital(change)}?`))) throw stop('not done');
  }

  /** Asks for yes or no; `--yes` is yes, nobody is no. */
  async wants(question: string): Promise<boolean> {
    if (this.options.yes) return true;
    if (!this.isThere) return false;
    return /^y(es)?$/i.test(await this.typed(`${question} [y/N] `));
  }

  /**
   * Asks for something that only a person can look up, until the answer fits.
   *
   * @throws LinkStop when nobody is there
   */
  async tell(question: string, fits: RegExp): Promise<string> {
    if (!this.isThere) {
      throw new LinkStop(`nobody is there to answer: ${question}`, true);
    }
    for (
      let answer = await this.typed(`${question} `);
      ;
      answer = await this.typed('That does not fit. Again: ')
    ) {
      if (fits.test(answer)) return answer;
    }
  }

  private async typed(question: string): Promise<string> {
    const { input, output } = this.options;
    if (!input) throw new Error('nobody is there');
    const terminal = createInterface({ input, output });
    const ended = new Promise<never>((_, reject) =>
      terminal.once('close', () => reject(new LinkStop('the input ended', true))),
    );
    try {
      return (await Promise.race([terminal.question(question), ended])).trim();
    } finally {
      ended.catch(() => undefined);
      terminal.close();
    }
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
