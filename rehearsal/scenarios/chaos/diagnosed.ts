import { known, rehearsedFile, type ScenarioContext } from '../context';

/** Asks the doctor. @returns the kinds of its findings @throws Error unless one of the expected is among them */
export async function diagnosed(context: ScenarioContext, expected: readonly string[]): Promise<string> {
  const terraform = known(context, 'terraform');
  const said = await terraform.doctor(rehearsedFile(context), known(context, 'variables'), {}, ['--json']);
  const ids = findingsIn(said.stdout);
  if (!ids) throw new Error(`the doctor has not examined: ${said.stderr.trim() || said.stdout}`);
  if (!ids.some((id) => expected.includes(id))) {
    throw new Error(
      `the doctor reports ${ids.join(', ') || 'nothing'}; expected one of ${expected.join(', ')}`,
    );
  }
  return ids.join(', ');
}

/** The kinds of findings in the doctor's report for programs, each once; undefined when it is none. */
export function findingsIn(report: string): string[] | undefined {
  try {
    const deployments = JSON.parse(report) as { checks: { findings: { id: string }[] }[] }[];
    const findings = deployments.flatMap(({ checks }) => checks.flatMap((one) => one.findings));
    return [...new Set(findings.map(({ id }) => id))];
  } catch {
    return undefined;
  }
}
