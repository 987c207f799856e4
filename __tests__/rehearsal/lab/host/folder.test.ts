import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  claimFolder,
  mountsBelow,
  newLabId,
  removeFolder,
  removeTree,
} from '../../../../rehearsal/lab/common';

let base: string;
let id: string;
let dir: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'lab-folder-'));
  id = newLabId();
  dir = join(base, '.rehearsal', id);
});

afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

test('a claimed folder is removed with everything in it', async () => {
  claimFolder(dir, id);
  mkdirSync(join(dir, 'hosts'));
  writeFileSync(join(dir, 'hosts', 'file'), '');
  await removeFolder(dir, id);
  expect(existsSync(dir)).toBe(false);
  await removeFolder(dir, id);
});

test('a folder that exists is not claimed', () => {
  claimFolder(dir, id);
  expect(() => claimFolder(dir, id)).toThrow('another lab, or what one left');
});

test.each<[string, () => string]>([
  ['the root', () => '/'],
  ['an empty path', () => ''],
  ['a relative path', () => `.rehearsal/${id}`],
  ['the folder of all rehearsals', () => join(base, '.rehearsal')],
  ['a way back up', () => `${base}/.rehearsal/${id}/../../other`],
  ['a folder elsewhere', () => join(base, id)],
  ['a folder below the lab', () => join(dir, id)],
  ['a slash at the end', () => `${dir}/`],
])('%s is never removed', async (_name, path) => {
  claimFolder(dir, id);
  await expect(removeFolder(path(), id)).rejects.toThrow(/is no place for lab/);
  expect(existsSync(dir)).toBe(true);
});

test('a folder without the mark of this lab is not removed', async () => {
  mkdirSync(dir, { recursive: true });
  await expect(removeFolder(dir, id)).rejects.toThrow('it holds no lab');
  writeFileSync(join(dir, 'lab-id'), 'kr000000\n');
  await expect(removeFolder(dir, id)).rejects.toThrow('it holds no lab');
  await expect(removeFolder(dir, 'other')).rejects.toThrow('is no lab id');
  expect(existsSync(dir)).toBe(true);
});

test('a symbolic link is not followed', async () => {
  const precious = join(base, 'precious');
  mkdirSync(precious);
  writeFileSync(join(precious, 'lab-id'), `${id}\n`);
  mkdirSync(join(base, '.rehearsal'));
  symlinkSync(precious, dir);
  await expect(removeFolder(dir, id)).rejects.toThrow('a symbolic link leads there');
  expect(existsSync(join(precious, 'lab-id'))).toBe(true);
});

test('what is in no rehearsal folder is not removed', async () => {
  await expect(removeTree(base)).rejects.toThrow('is not in a .rehearsal folder');
  await expect(removeTree(join(base, '.rehearsal'))).rejects.toThrow('is not in');
});

test('mounts are found at and below a folder, innermost first', () => {
  const line = (point: string): string => `36 35 98:0 / ${point} rw - ext4 /dev/root rw`;
  const mounts = ['/', '/a', '/a/b\\040c', '/ab', '/a/b\\040c/d'].map(line).join('\n');
  expect(mountsBelow('/a', mounts)).toEqual(['/a/b c/d', '/a/b c', '/a']);
});
