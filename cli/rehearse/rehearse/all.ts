import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { ALL } from '../../../rehearsal/scenarios/deployments/all';
import { showProgress } from '../../../rehearsal/scenarios/report';
import { rehearse } from '../../../rehearsal/scenarios/rehearse';
import { type NamedReport, summaryTable } from '../../../rehearsal/scenarios/report';
import { interruption } from '../../command/interruption';
import { refuseWhereImpossible } from './run';

/**
 * Rehearses every scenario.
 *
 * @param reportFile where results go as JSON, after each
 * @returns the exit code
 */
export async function rehearseAll(reportFile: string | undefined): Promise<number> {
  refuseWhereImpossible();
  const signal = interruption();
  const reports: NamedReport[] = [];
  for (const { scenario, file } of ALL) {
    if (signal.aborted) break;
    const name = `${scenario} ${basename(file)}`;
    process.stdout.write(`\n== ${name}\n`);
    const progress = showProgress(process.stdout);
    const tell = () => undefined;
    reports.push({ name, ...(await rehearse({ file, scenario, keep: false, signal, progress, tell })) });
    if (reportFile !== undefined) writeFileSync(reportFile, `${JSON.stringify(reports, null, 2)}\n`);
  }
  process.stdout.write(`\n${summaryTable(reports)}`);
  return reports.length === ALL.length && reports.every(({ ok }) => ok) ? 0 : 1;
}
