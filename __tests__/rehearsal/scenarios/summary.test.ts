import { existsSync } from 'node:fs';
import { loadConfig } from '../../../config/load';
import { SCENARIOS } from '../../../rehearsal/scenarios/catalogue';
import { ALL } from '../../../rehearsal/scenarios/deployments/all';
import { NO_FIGURES, summaryTable } from '../../../rehearsal/scenarios/report';

test('every scenario is among all, with deployment files that are there', () => {
  expect(new Set(ALL.map(({ scenario }) => scenario))).toEqual(new Set(Object.keys(SCENARIOS)));
  for (const { scenario, file } of ALL) {
    expect(existsSync(file)).toBe(true);
    expect(SCENARIOS[scenario]?.(loadConfig(file).config).length).toBeGreaterThan(2);
  }
});

test('a row a rehearsal: figures of those that held, the step of those that did not', () => {
  const step = { name: 'boot', ok: true, seconds: 1, detail: 'up' };
  const base = { scenario: 'default', seconds: 61, notRun: [], figures: NO_FIGURES };
  const table = summaryTable([
    {
      ...base,
      name: 'default kafka.yaml',
      ok: true,
      steps: [step],
      figures: { ...NO_FIGURES, sent: 10, longestGapMs: 7 },
    },
    {
      ...base,
      name: 'power kafka.yaml',
      ok: false,
      steps: [{ ...step, ok: false, detail: 'no quorum\nsee log' }],
    },
  ]);
  expect(table.split('\n')).toEqual([
    '✓ default kafka.yaml     61 s  1 steps  sent 10, lost 0, duplicated 0, longest gap 7 ms',
    '✗ power kafka.yaml       61 s  1 steps  boot: no quorum',
    '',
  ]);
});
