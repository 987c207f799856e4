import { cpSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { once } from './measure';

const root = resolve(__dirname, '../../..');
/** What `npm ci` reads. */
const NEEDED = [
  'package.json',
  'package-lock.json',
  '.npmrc',
  'provider-alicloud/package.json',
  'provider-alicloud/scripts',
  'provider-alicloud/data',
];

/** Times what a pipeline image installs, without dev dependencies and with an empty cache, and prints its size. */
export function benchInstall(folder: string): void {
  const copy = join(folder, 'install');
  mkdirSync(copy);
  for (const path of NEEDED) cpSync(join(root, path), join(copy, path), { recursive: true });
  const args = ['ci', '--omit=dev', '--no-audit', '--cache', join(folder, 'npm-cache')];
  const [time = NaN] = once([{ name: 'npm ci', command: 'npm', args }], copy);
  const megabytes = bytesIn(join(copy, 'node_modules')) / 1e6;
  process.stdout.write(
    `npm ci --omit=dev, empty cache: ${(time / 1000).toFixed(1)} s, node_modules ${megabytes.toFixed(0)} MB\n\n`,
  );
}

function bytesIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
