import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../../../domain/user-error';
import { SCENARIOS } from '../../../rehearsal/scenarios/catalogue';
import { removeLabs } from '../../../rehearsal/scenarios/down';
import { obstacles } from '../../../rehearsal/scenarios/prerequisites';
import { showProgress } from '../../../rehearsal/scenarios/report';
import { rehearse } from '../../../rehearsal/scenarios/rehearse';
import { reportTable } from '../../../rehearsal/scenarios/report';
import { interruption } from '../../command/interruption';
import { requirePackages } from '../../command/packages';
import { UsageError } from '../../command/usage-error';

/** How a person wants it done. */
export interface RehearseOptions {
  readonly scenario: string;
  /** For the scenario `chaos`. */
  readonly seed?: number | undefined;
  readonly minutes?: number | undefined;
  /** Where the result goes, as JSON. */
  readonly report: string | undefined;
  readonly keep: boolean;
}

/** Rehearses a deployment file. @returns the exit code @throws UserError when it cannot be tried */
export async function run(
  file: string,
  { scenario, seed, minutes, report: reportFile, keep }: RehearseOptions,
): Promise<number> {
  if (!(scenario in SCENARIOS)) {
    throw new UsageError(
      `there is no scenario '${scenario}'; there are: ${Object.keys(SCENARIOS).join(', ')}`,
    );
  }
  refuseWhereImpossible();
  const report = await rehearse({
    file: resolve(file),
    scenario,
    chaos: { seed, minutes },
    keep,
    signal: interruption(),
    progress: showProgress(process.stdout),
    tell: (text) => process.stdout.write(`${text}\n`),
  });
  process.stdout.write(`\n${reportTable(report)}`);
  if (reportFile !== undefined) writeFileSync(reportFile, `${JSON.stringify(report, null, 2)}\n`);
  return report.ok ? 0 : 1;
}

/** Removes rehearsals that were kept. */
export async function down(): Promise<void> {
  refuseWhereImpossible();
  const removed = await removeLabs();
  process.stdout.write(`${removed.length > 0 ? `removed ${removed.join(', ')}` : 'no rehearsal is left'}\n`);
}

/** @throws UserError with what this machine lacks */
export function refuseWhereImpossible(): void {
  requirePackages('rehearsal');
  const missing = obstacles();
  if (missing !== '') throw new UserError(missing, 2);
}
