import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** What nobody wrote in this project, and what it makes. */
const FOREIGN = /^(\..*|node_modules|cdktf\.out|state|coverage|lib|data)$/;

/** Data, which is as long as it is. */
const DATA = [
  /^package-lock\.json$/,
  /^config\/schema\.json$/,
  /^__tests__\/examples\/gitlab-ci\.schema\.json$/,
  /\.snap$/,
  /\.svg$/,
  /\.md$/, // prose and generated references
];

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    const inData = entry.name === 'data' && !relative(root, folder).startsWith('provider-alicloud');
    if (FOREIGN.test(entry.name) && !inData) return [];
    return entry.isDirectory() ? files(path) : [relative(root, path)];
  });
}

test('no file has over 300 lines, but data', () => {
  const sources = files(root).filter((path) => !DATA.some((data) => data.test(path)));
  expect(sources.length).toBeGreaterThan(700);
  const long = sources
    .map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > 300);
  expect(long).toEqual([]);
});

test.each(['constructs', 'templates', 'config', 'cli', 'rehearsal/scenarios'])(
  '%s shows what it holds: at most 16 entries',
  (folder) => {
    expect(readdirSync(join(root, folder)).length).toBeLessThanOrEqual(16);
  },
);
