import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FINDING_IDS } from '../../doctor/finding';

const text = readFileSync(join(__dirname, '../../docs/runbooks/troubleshoot.md'), 'utf8');

test('every kind of finding has its entry, and there is none besides', () => {
  const entries = [...text.matchAll(/^### (\S+)$/gm)].map(([, id]) => id);
  expect([...entries].sort()).toEqual([...FINDING_IDS].sort());
});

test('each entry tells symptom, cause and fix', () => {
  const sections = text.split(/^### /m).slice(1);
  const lacking = sections.filter(
    (one) => !/\*\*Symptom\.\*\*[^]*\*\*Cause\.\*\*[^]*\*\*Fix\.\*\*/.test(one),
  );
  expect(lacking.map((one) => one.split('\n')[0])).toEqual([]);
});
