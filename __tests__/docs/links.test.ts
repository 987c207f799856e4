import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { documents, root } from './support/documents';

/** The name that a heading has in links, as GitHub makes it. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

function anchorsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8').replaceAll(/^```[^]*?^```$/gm, '');
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchor(heading));
}

test.each(documents())('every link of $path leads somewhere', ({ path, text }) => {
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  const broken = links.filter((link) => {
    if (/^https?:/.test(link)) return false;
    const [target = '', section] = link.split('#');
    const file = target === '' ? join(root, path) : join(root, dirname(path), target);
    return !existsSync(file) || (section !== undefined && !anchorsOf(file).includes(section));
  });
  expect(broken).toEqual([]);
});
