import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { debianMirror } from '../../../../rehearsal/lab/image/mirror';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'apt-'));
  mkdirSync(join(folder, 'sources.list.d'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test.each<[string, string]>([
  [
    'sources.list',
    '# deb http://old.test/debian x\ndeb [arch=amd64] https://mirror.test/debian bookworm main\n',
  ],
  ['sources.list.d/debian.sources', 'Types: deb\nURIs: https://mirror.test/debian/\nSuites: bookworm\n'],
])('packages come from where the machine gets its own: %s', (file, text) => {
  writeFileSync(join(folder, file), text);
  expect(debianMirror(folder)).toBe('https://mirror.test/debian');
});

test('other sources do not count', () => {
  writeFileSync(join(folder, 'sources.list'), 'deb http://mirror.test/ubuntu noble main\n');
  writeFileSync(join(folder, 'sources.list.d', 'x.sources.disabled'), 'URIs: http://mirror.test/debian\n');
  expect(debianMirror(folder)).toBeUndefined();
});
