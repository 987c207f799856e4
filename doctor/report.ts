import { causesOf } from './causes';
import { CHECKS } from './checks';
import type { Facts } from './facts';
import type { Check, Finding, Level } from './finding';

/** One check and its findings. */
export interface Examined {
  readonly title: string;
  readonly level: Level;
  /** What was seen, if there is no finding. */
  readonly well?: string;
  readonly findings: readonly Finding[];
}

/** The state of one deployment. */
export interface Diagnosis {
  readonly deployment: string;
  readonly level: Level;
  readonly checks: readonly Examined[];
}

const MARKS: Readonly<Record<Level, string>> = { ok: '✓', warning: '!', fault: '✗' };

/** Runs every check for which there are facts. */
export function diagnose(facts: Facts, checks: readonly Check[] = CHECKS): Diagnosis {
  const examined = checks
    .filter((check) => check.applies(facts))
    .map((check): Examined => {
      const findings = check.judge(facts);
      const level = worst(findings.map((finding) => finding.level));
      const well = level === 'ok' ? { well: check.well(facts) } : {};
      return { title: check.title, level, findings, ...well };
    });
  return { deployment: facts.plan.name, level: worst(examined.map(({ level }) => level)), checks: examined };
}

/** The worst level of some deployments. */
export const worstOf = (diagnoses: readonly Diagnosis[]): Level => worst(diagnoses.map(({ level }) => level));

/** The report for a person: first the main cause in one line, then all causes with their effects, then all checks. */
export function reportText({ deployment, level, checks }: Diagnosis): string {
  const causes = causesOf(checks.flatMap(({ findings }) => findings));
  const [root] = causes;
  const first = root
    ? `${MARKS[level]} ${deployment}: ${root.finding.seen}`
    : `${MARKS.ok} ${deployment}: healthy, ${checks.length} checks`;
  const lines = [
    first,
    ...causes.flatMap(({ finding, effects }) => [
      '',
      `${MARKS[finding.level]} ${finding.seen}`,
      `    expected: ${finding.expected}`,
      `    fix: ${finding.fix}`,
      `    more: docs/runbooks/troubleshoot.md#${finding.id}`,
      ...(effects.length > 0 ? ['    this causes:'] : []),
      ...effects.map(({ level: mark, seen }) => `      ${MARKS[mark]} ${seen}`),
    ]),
    '',
    ...checks.map(
      ({ title, level: mark, well, findings }) =>
        `${MARKS[mark]} ${title}: ${well ?? findings.map(({ id }) => id).join(', ')}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** The report for a program. */
export function reportJson(diagnoses: readonly Diagnosis[]): string {
  const shown = diagnoses.map((diagnosis) => ({
    ...diagnosis,
    causes: causesOf(diagnosis.checks.flatMap(({ findings }) => findings)),
  }));
  return `${JSON.stringify(shown, null, 2)}\n`;
}

function worst(levels: readonly Level[]): Level {
  if (levels.includes('fault')) return 'fault';
  return levels.includes('warning') ? 'warning' : 'ok';
}
