import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(__dirname, '../../..');

/** A document for people, by its path in the project. */
export interface Document {
  readonly path: string;
  readonly text: string;
}

/** Every document of the project. */
export function documents(): Document[] {
  const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' });
  const paths = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...inDocs.map((path) => join('docs', path))];
  return paths
    .filter((path) => path.endsWith('.md'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** Shell blocks of a document: their marks (`run`, or none), and their lines without the indentation of a list. */
export function shellBlocks({ text }: Document): { mark: string; script: string }[] {
  return [...text.matchAll(/^( *)```sh *(\S*)\n([^]*?)^ *```$/gm)].map(
    ([, indent = '', mark = '', script = '']) => ({
      mark,
      script: script.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );
}
