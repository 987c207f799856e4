/** What a client has seen; sums over all clients of a rehearsal. */
export interface Figures {
  sent: number;
  acknowledged: number;
  consumed: number;
  lost: number;
  duplicated: number;
  /** Longest time between two acknowledgements. */
  longestGapMs: number;
}

/** How one step went. */
export interface StepReport {
  name: string;
  ok: boolean;
  seconds: number;
  /** What was seen, or why it failed. */
  detail: string;
}

/** How a rehearsal went; the machine-readable result. */
export interface RehearsalReport {
  scenario: string;
  ok: boolean;
  seconds: number;
  steps: StepReport[];
  /** Steps that a failure kept from being tried. */
  notRun: string[];
  figures: Figures;
}

export const NO_FIGURES: Figures = {
  sent: 0,
  acknowledged: 0,
  consumed: 0,
  lost: 0,
  duplicated: 0,
  longestGapMs: 0,
};

/** Adds what one more client has seen. */
export function addFigures(all: Figures, one: Figures): Figures {
  return {
    sent: all.sent + one.sent,
    acknowledged: all.acknowledged + one.acknowledged,
    consumed: all.consumed + one.consumed,
    lost: all.lost + one.lost,
    duplicated: all.duplicated + one.duplicated,
    longestGapMs: Math.max(all.longestGapMs, one.longestGapMs),
  };
}

/** The report as people read it: a row a step, then the figures. */
export function reportTable({ ok, seconds, steps, notRun, figures }: RehearsalReport): string {
  const width = Math.max(...[...steps.map(({ name }) => name), ...notRun].map((name) => name.length), 4);
  const row = (mark: string, name: string, time: string, detail: string) =>
    `${mark} ${name.padEnd(width)}  ${time.padStart(7)}  ${detail}`.trimEnd();
  const firstLine = (text: string) => text.split('\n', 1)[0] ?? '';
  return [
    ...steps.map((step) =>
      row(step.ok ? '✓' : '✗', step.name, `${step.seconds.toFixed(1)} s`, firstLine(step.detail)),
    ),
    ...notRun.map((name) => row('·', name, '', 'not run')),
    '',
    `sent ${figures.sent}, acknowledged ${figures.acknowledged}, consumed ${figures.consumed}, ` +
      `lost ${figures.lost}, duplicated ${figures.duplicated}, longest gap ${figures.longestGapMs} ms`,
    `${ok ? 'All steps held' : 'FAILED'} after ${seconds.toFixed(0)} s`,
    '',
  ].join('\n');
}
