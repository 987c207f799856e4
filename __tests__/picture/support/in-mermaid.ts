import { readFileSync } from 'node:fs';
import { inBrowser } from './browser';

const library = readFileSync(require.resolve('@mermaid-js/tiny'), 'utf8');

/**
 * What Mermaid, as GitHub runs it, makes of each text.
 *
 * @param judge an async function of one text, in which `mermaid` is there
 */
export function inMermaid<T>(texts: readonly string[], judge: string): T[] {
  const data = JSON.stringify(texts).replaceAll('<', '\\u003c');
  return inBrowser(
    `<script>${library}</script><script id="texts" type="application/json">${data}</script>`,
    `const mermaid = globalThis.mermaid;
    const judge = ${judge};
    const answers = [];
    for (const text of JSON.parse(document.getElementById('texts').textContent)) answers.push(await judge(text));
    return answers;`,
  );
}
