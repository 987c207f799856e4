import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigError } from '../config/problems/problem';
import { removeLabs } from '../rehearsal/scenarios/down';
import { obstacles } from '../rehearsal/scenarios/prerequisites';
import { showProgress, reportTable } from '../rehearsal/scenarios/report';
import { rehearse } from '../rehearsal/scenarios/rehearse';
import { SCENARIOS } from '../rehearsal/scenarios/catalogue';
import { interruption } from './interruption';
import { readArguments, USAGE } from './rehearse-arguments';

/**
 * `npm run rehearse -- [FILE]`: applies the deployment with the real Terraform to a simulated cloud, boots what that
 * then holds, and lets a client on TiDB Cloud's side use it. Exit codes: 0 all held; 1 not; 2 it could not be tried.
 */
async function main(): Promise<number> {
  const request = readArguments(process.argv.slice(2), Object.keys(SCENARIOS));
  if (request.command === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  const missing = obstacles();
  if (missing !== '') throw new Error(missing);
  if (request.command === 'down') {
    const removed = await removeLabs();
    console.log(removed.length > 0 ? `removed ${removed.join(', ')}` : 'no rehearsal is left');
    return 0;
  }
  const { file, scenario, keep, report: reportFile } = request;
  const report = await rehearse({
    file: resolve(file),
    scenario,
    keep,
    signal: interruption(),
    progress: showProgress(process.stdout),
    tell: (text) => process.stdout.write(`${text}\n`),
  });
  process.stdout.write(`\n${reportTable(report)}`);
  if (reportFile !== undefined) writeFileSync(reportFile, `${JSON.stringify(report, null, 2)}\n`);
  return report.ok ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const known = error instanceof ConfigError || error instanceof Error;
    process.stderr.write(`${known ? error.message : String(error)}\n`);
    process.exit(2);
  },
);
