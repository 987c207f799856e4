import {
  type Progress,
  NO_FIGURES,
  addFigures,
  type Figures,
  type RehearsalReport,
  type StepReport,
} from './report';

/** One step of a scenario. */
export interface Step<Context> {
  name: string;
  /** @returns what was seen, in a few words. An error stops the scenario; its message is the reason. */
  run(context: Context, tools: StepTools): Promise<string>;
}

/** What the runner does for a step. */
export interface StepTools {
  /** Aborted when the rehearsal is to end. */
  signal: AbortSignal;
  /** Says what is being waited for. */
  say(what: string): void;
  count(figures: Figures): void;
  /** Has something undone at the end, the latest first, whatever happens. */
  onEnd(name: string, end: Ending): void;
}

/** How something that a step has begun ends. */
export interface Ending {
  undo: () => Promise<void>;
  /** Where everything is kept: lets it go on without this program. */
  leave?: () => Promise<void>;
}

/** How to run a scenario. */
export interface ScenarioOptions {
  progress: Progress;
  signal: AbortSignal;
  /** Leaves everything running when all steps held or failed, but not when interrupted. */
  keep?: boolean;
}

/** Runs the steps of a scenario one after another until one fails, then cleans up. */
export async function runScenario<Context>(
  scenario: string,
  steps: readonly Step<Context>[],
  context: Context,
  { progress, signal, keep = false }: ScenarioOptions,
): Promise<RehearsalReport> {
  const start = Date.now();
  const reports: StepReport[] = [];
  const endings: { name: string; end: Ending }[] = [];
  let figures = NO_FIGURES;
  const tools: StepTools = {
    signal,
    say: (what) => progress.say(what),
    count: (one) => {
      figures = addFigures(figures, one);
    },
    onEnd: (name, end) => endings.push({ name, end }),
  };

  const attempt = async (name: string, work: () => Promise<string>): Promise<boolean> => {
    const begin = Date.now();
    progress.begin(name);
    const outcome = await work().then(
      (detail) => ({ ok: true, detail }),
      (error: unknown) => ({ ok: false, detail: error instanceof Error ? error.message : String(error) }),
    );
    const report = { name, ...outcome, seconds: (Date.now() - begin) / 1000 };
    reports.push(report);
    progress.end(report);
    return report.ok;
  };

  let done = 0;
  for (const step of steps) {
    done += 1;
    if (!(await attempt(step.name, () => unlessAborted(step.run(context, tools), signal)))) break;
  }
  const kept = keep && !signal.aborted;
  for (const { name, end } of endings.reverse()) {
    // A clean-up that works is nobody's concern.
    await (kept ? end.leave?.() : end.undo())?.catch((error: unknown) =>
      attempt(`clean up ${name}`, () => Promise.reject(error as Error)),
    );
  }
  return {
    scenario,
    ok: reports.every(({ ok }) => ok),
    seconds: (Date.now() - start) / 1000,
    steps: reports,
    notRun: steps.slice(done).map(({ name }) => name),
    figures,
  };
}

/** An interrupted step is not waited for: the clean-up ends what it has started. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new Error('interrupted'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
