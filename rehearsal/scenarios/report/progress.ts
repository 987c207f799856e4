import type { StepReport } from './report';

/** Shows how far a scenario is. */
export interface Progress {
  begin(name: string): void;
  /** What the step waits for just now. */
  say(what: string): void;
  end(report: StepReport): void;
}

/** A line a step; on a terminal the running one counts its seconds. */
export function showProgress(stream: NodeJS.WriteStream): Progress {
  let timer: NodeJS.Timeout | undefined;
  let name = '';
  let what = '';
  let begun = 0;
  const draw = () => {
    const seconds = Math.round((Date.now() - begun) / 1000);
    const line = `… ${name}  ${seconds} s  ${what}`;
    stream.write(`\r\x1b[K${line.slice(0, (stream.columns || 100) - 1)}`);
  };
  return {
    begin: (step) => {
      [name, what, begun] = [step, '', Date.now()];
      if (stream.isTTY) timer = setInterval(draw, 500);
    },
    say: (text) => {
      if (text === what) return;
      what = text;
      if (stream.isTTY) draw();
      else stream.write(`    ${name}: ${text}\n`);
    },
    end: ({ ok, seconds, detail }) => {
      clearInterval(timer);
      if (stream.isTTY) stream.write('\r\x1b[K');
      stream.write(`${ok ? '✓' : '✗'} ${name}  (${seconds.toFixed(1)} s)  ${detail}\n`);
    },
  };
}

/** Shows nothing. */
export const SILENT: Progress = { begin: () => {}, say: () => {}, end: () => {} };
