import { readFileSync, writeFileSync } from 'node:fs';

/** Which messages of a run were acknowledged: what a consumer has to find. The Java client writes the same format. */
export class Ledger {
  private readonly sequences = new Map<number, Set<number>>();

  constructor(readonly run: string) {}

  /** Partitions with at least one message. */
  get partitions(): number[] {
    return [...this.sequences.keys()].sort((a, b) => a - b);
  }

  /** How many messages it holds. */
  get size(): number {
    return this.partitions.reduce((sum, partition) => sum + (this.sequences.get(partition)?.size ?? 0), 0);
  }

  /** @returns whether it was not there before */
  add(partition: number, sequence: number): boolean {
    const known = this.sequences.get(partition) ?? new Set();
    this.sequences.set(partition, known);
    if (known.has(sequence)) return false;
    known.add(sequence);
    return true;
  }

  /** How many of these messages `other` lacks. */
  missingFrom(other: Ledger): number {
    let missing = 0;
    for (const [partition, own] of this.sequences) {
      for (const sequence of own) if (!other.sequences.get(partition)?.has(sequence)) missing += 1;
    }
    return missing;
  }

  /** The run, then a line "partition first last" for each unbroken row of messages. */
  write(file: string): void {
    const lines = [this.run];
    for (const partition of this.partitions) {
      const sorted = [...(this.sequences.get(partition) ?? [])].sort((a, b) => a - b);
      let first = sorted[0];
      for (const [index, last] of sorted.entries()) {
        if (sorted[index + 1] === last + 1) continue;
        lines.push(`${String(partition)} ${String(first)} ${String(last)}`);
        first = sorted[index + 1];
      }
    }
    writeFileSync(file, `${lines.join('\n')}\n`);
  }

  /** Reads a ledger that a client has written. */
  static read(file: string): Ledger {
    const [run = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
    const ledger = new Ledger(run);
    for (const line of lines) {
      const [partition = 0, first = 0, last = 0] = line.split(' ').map(Number);
      for (let sequence = first; sequence <= last; sequence += 1) ledger.add(partition, sequence);
    }
    return ledger;
  }
}
