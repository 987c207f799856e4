import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastReport } from '../../../../rehearsal/lab/privatelink/clients/client-program';
import { Ledger } from '../../../../rehearsal/lab/privatelink/clients/ledger';

test('a ledger is the same after it was written and read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  try {
    const file = join(folder, 'ledger');
    const ledger = new Ledger('run');
    for (const sequence of [7, 0, 1, 2, 5, 6]) expect(ledger.add(1, sequence)).toBe(true);
    expect(ledger.add(1, 2)).toBe(false);
    ledger.add(0, 3);
    ledger.write(file);
    expect(readFileSync(file, 'utf8')).toBe('run\n0 3 3\n1 0 2\n1 5 7\n');
    const read = Ledger.read(file);
    expect([read.run, read.size, read.partitions]).toEqual(['run', 7, [0, 1]]);
    expect(ledger.missingFrom(read)).toBe(0);
    expect(ledger.missingFrom(new Ledger('run'))).toBe(7);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a report is the last line of what a program says', () => {
  expect(lastReport('{"progress":{}}\n{"sent":1}\n')).toEqual({ sent: 1 });
  expect(() => lastReport('killed\n')).toThrow('no report but: killed');
});
