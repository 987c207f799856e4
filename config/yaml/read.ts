import { parseDocument, type Document } from 'yaml';
import type { Path } from '../problems/problem';
import { aliasErrors, duplicateKeys, type SourceError } from './checks';
import { locate, scalarAt } from './locate';

/** From 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A YAML text with the places of its values. */
export interface YamlSource {
  /** Plain data; undefined when the text is not valid YAML. */
  readonly data: unknown;
  readonly errors: readonly SourceError[];
  position(offset: number): Position;
  /** Place of the value (or of its key) at a path of `data`; when the path does not exist, of the nearest parent. */
  locate(path: Path, at: 'key' | 'value'): Position;
  /** The scalar at a path, exactly as written. */
  scalar(path: Path): unknown;
}

/** Reads one YAML 1.2 document, with anchors and merge keys. Never throws. */
export function readYaml(text: string): YamlSource {
  const document = parseDocument(text, {
    merge: true,
    prettyErrors: false,
    uniqueKeys: false, // found by `duplicateKeys`, which knows their paths
    logLevel: 'error',
  });
  const position = (offset: number): Position => positionIn(text, offset);
  return {
    ...contentsOf(document, position),
    position,
    locate: (path, at) => position(locate(document, path, at)),
    scalar: (path) => scalarAt(document, path),
  };
}

/** The library's own counter misses line ends that it skips after an error. */
function positionIn(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function contentsOf(
  document: Document,
  position: YamlSource['position'],
): { data: unknown; errors: SourceError[] } {
  const unreadable = [...syntaxErrors(document, position), ...aliasErrors(document)];
  if (unreadable.length > 0) return { data: undefined, errors: unreadable };
  try {
    return { data: document.toJS(), errors: duplicateKeys(document) };
  } catch (error) {
    // Merge keys whose value is not a map, or so many aliases of aliases that the data would fill the memory.
    return {
      data: undefined,
      errors: [{ offset: 0, path: [], message: inOurStyle((error as Error).message) }],
    };
  }
}

/** At most one for each line: after a mistake, the parser reports what follows it as well. */
function syntaxErrors(document: Document, position: YamlSource['position']): SourceError[] {
  const byLine = new Map<number, SourceError>();
  for (const { code, message, pos } of [...document.errors, ...document.warnings]) {
    const { line } = position(pos[0]);
    const ours = OWN_WORDS[code] ?? inOurStyle(message);
    if (!byLine.has(line)) byLine.set(line, { offset: pos[0], path: [], message: ours });
  }
  return [...byLine.values()];
}

const OWN_WORDS: Partial<Record<string, string>> = {
  MULTIPLE_DOCS: 'starts a second document, but a file describes one deployment',
  RESOURCE_EXHAUSTION: 'is nested too deeply',
};

const inOurStyle = (message: string): string =>
  `is not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1).replace(/\.$/, '')}`;
