import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { LinkStop } from './stop';

export interface PersonOptions {
  /** Whether to agree to every change. */
  yes: boolean;
  /** The input for answers; undefined without a terminal. */
  input: Readable | undefined;
  output: Writable;
}

/** Asks before every change: a person at a terminal. With `--yes`, or without a terminal, it does not ask. */
export class Person {
  constructor(private readonly options: PersonOptions) {}

  /** Whether somebody can type an answer. */
  get isThere(): boolean {
    return this.options.input !== undefined;
  }

  /**
   * Asks whether to make a change.
   *
   * @param change in words, such as `create the private link connection`
   * @throws LinkStop if the answer is no, or there is no terminal
   */
  async agree(change: string): Promise<void> {
    if (this.options.yes) return;
    const stop = (why: string) => new LinkStop(`${why}: ${change}`, true);
    if (!this.isThere)
      throw stop('not done without a terminal to ask for consent (--yes agrees to everything)');
    if (!(await this.wants(`${capital(change)}?`))) throw stop('not done');
  }

  /** Asks for yes or no. With `--yes` it is yes, without a terminal no. */
  async wants(question: string): Promise<boolean> {
    if (this.options.yes) return true;
    if (!this.isThere) return false;
    return /^y(es)?$/i.test(await this.typed(`${question} [y/N] `));
  }

  /**
   * Asks for something that only a person can look up, until the answer is valid.
   *
   * @throws LinkStop without a terminal
   */
  async tell(question: string, fits: RegExp): Promise<string> {
    if (!this.isThere) {
      throw new LinkStop(`no terminal to ask for an answer: ${question}`, true);
    }
    for (
      let answer = await this.typed(`${question} `);
      ;
      answer = await this.typed('That is not a valid answer. Try again: ')
    ) {
      if (fits.test(answer)) return answer;
    }
  }

  private async typed(question: string): Promise<string> {
    const { input, output } = this.options;
    if (!input) throw new Error('there is no terminal');
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
