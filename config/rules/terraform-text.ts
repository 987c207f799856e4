import { formatPath, type Path } from '../problems/problem';
import type { ErrorRule, Report } from './rule';

/** These become files on the hosts, with templates escaped. */
const RENDERED = 'kafka.properties';

/**
 * Terraform reads `${…}` and `%{…}` in every text of its JSON as templates. Only Kafka's settings may contain
 * them.
 */
export const noTemplates: ErrorRule = (config, report) => {
  search(config, [], report);
};

function search(value: unknown, path: Path, report: Report): void {
  if (formatPath(path) === RENDERED) return;
  const texts = [value, path.at(-1)].filter((text) => typeof text === 'string');
  if (texts.some((text) => /[$%]\{/.test(text))) {
    report(path, 'contains a template, which Terraform would evaluate', {
      fix: 'write it without ${ and %{',
    });
  } else if (Array.isArray(value)) {
    value.forEach((entry, index) => search(entry, [...path, index], report));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, entry] of Object.entries(value)) search(entry, [...path, key], report);
  }
}
