import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

export type Scheme = 'light' | 'dark';

const COMMANDS = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];
/** Of one run, a second on a small machine; a browser that hangs must not hang the tests. */
const TIMEOUT_MS = 60_000;

/**
 * Runs a script in a page of a real browser and gives back what it returns, as JSON. No network: the page is a file.
 *
 * @param script body of an async function, run once the page has loaded
 * @throws Error with what the script threw
 */
export function inBrowser<T>(body: string, script: string, scheme: Scheme = 'light'): T {
  const folder = mkdtempSync(join(tmpdir(), 'browser-'));
  try {
    const page = join(folder, 'page.html');
    writeFileSync(page, html(body, script));
    const { stdout, error } = spawnSync(browser(), [...options(folder, scheme), pathToFileURL(page).href], {
      encoding: 'utf8',
      timeout: TIMEOUT_MS,
      maxBuffer: 2 ** 26,
    });
    if (error) throw error;
    const answer = /<pre id="answer">([^<]*)<\/pre>/.exec(stdout)?.[1];
    if (answer === undefined) throw new Error(`no answer in the page: ${stdout.slice(0, 300)}`);
    const { value, thrown } = JSON.parse(decodeURIComponent(answer)) as { value: T; thrown?: string };
    if (thrown !== undefined) throw new Error(thrown);
    return value;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The answer stands in the page, encoded so that no character of it is markup. */
function html(body: string, script: string): string {
  return `<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="light dark"><body>${body}
<pre id="answer"></pre><script>
(async () => { ${script} })().then((value) => ({ value }), (error) => ({ thrown: String(error) })).then((answer) => {
  document.getElementById('answer').textContent = encodeURIComponent(JSON.stringify(answer));
});
</script>`;
}

function options(folder: string, scheme: Scheme): string[] {
  return [
    '--headless',
    '--no-sandbox', // for root; the page is our own
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--disable-background-networking',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    `--user-data-dir=${join(folder, 'profile')}`,
    `--blink-settings=preferredColorScheme=${scheme === 'dark' ? 0 : 1}`,
    '--virtual-time-budget=10000',
    '--dump-dom',
  ];
}

function browser(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = COMMANDS.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
  if (!found) throw new Error(`one of these must be on PATH: ${COMMANDS.join(', ')}`);
  return found;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
