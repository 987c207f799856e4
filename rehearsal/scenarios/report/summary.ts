import type { RehearsalReport } from './report';

/** A report and what was rehearsed. */
export type NamedReport = RehearsalReport & { name: string };

/** A row a rehearsal: whether it held, how long it took, what its clients saw, and the step that did not hold. */
export function summaryTable(reports: readonly NamedReport[]): string {
  const width = Math.max(0, ...reports.map(({ name }) => name.length));
  const rows = reports.map(({ name, ok, seconds, steps, figures }) => {
    const failed = steps.find((step) => !step.ok);
    const seen =
      figures.sent === 0
        ? ''
        : `sent ${figures.sent}, lost ${figures.lost}, duplicated ${figures.duplicated}, longest gap ${figures.longestGapMs} ms`;
    const said = failed ? `${failed.name}: ${failed.detail.split('\n', 1)[0] ?? ''}` : seen;
    const row = `${ok ? '✓' : '✗'} ${name.padEnd(width)}  ${seconds.toFixed(0).padStart(5)} s  ${steps.length} steps  ${said}`;
    return row.trimEnd();
  });
  return `${rows.join('\n')}\n`;
}
