import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { ALL } from '../rehearsal/scenarios/all';
import { obstacles } from '../rehearsal/scenarios/prerequisites';
import { showProgress, summaryTable, type NamedReport } from '../rehearsal/scenarios/report';
import { rehearse } from '../rehearsal/scenarios/rehearse';
import { askedForHelp } from './help';
import { interruption } from './interruption';

const USAGE = `npm run rehearse:all -- [--report FILE.json]

Rehearses every story, one after another. On Linux, as root. Exit codes: 0 all held; 1 not; 2 it could not be tried.

--report  writes all results as JSON
`;

async function main(): Promise<number> {
  if (askedForHelp(USAGE)) return 0;
  const { values } = parseArgs({ options: { report: { type: 'string' } } });
  const missing = obstacles();
  if (missing !== '') throw new Error(missing);
  const signal = interruption();
  const reports: NamedReport[] = [];
  for (const { scenario, file } of ALL) {
    if (signal.aborted) break;
    const name = `${scenario} ${basename(file)}`;
    process.stdout.write(`\n== ${name}\n`);
    const progress = showProgress(process.stdout);
    const tell = () => undefined;
    reports.push({ name, ...(await rehearse({ file, scenario, keep: false, signal, progress, tell })) });
    if (values.report !== undefined) writeFileSync(values.report, `${JSON.stringify(reports, null, 2)}\n`);
  }
  process.stdout.write(`\n${summaryTable(reports)}`);
  return reports.length === ALL.length && reports.every(({ ok }) => ok) ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  },
);
