import type { Skipped } from './decide';

/** What was not done, each with its reasons and what changes them; '' when everything was. */
export function skippedText(skipped: readonly Skipped[]): string {
  const lines = skipped.flatMap(({ what, hurdles }) => [
    `· ${what}`,
    ...hurdles.flatMap(({ reason, remedy }) => [
      `    ${reason}`,
      ...remedy.split('\n').map((line, index) => `      ${index === 0 ? '→' : ' '} ${line}`),
    ]),
  ]);
  return lines.length === 0 ? '' : ['Not run:', '', ...lines, ''].join('\n');
}
