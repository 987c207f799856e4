import { isAlias, isMap, isNode, isScalar, isSeq, type Document, type Node, type Pair } from 'yaml';
import type { Path } from '../problems/problem';

export const MERGE_KEY = '<<';

/** The name of a key in plain data. The library's merge key is a symbol. */
export function keyName(key: unknown): string {
  const name = isScalar(key) ? key.value : key;
  return typeof name === 'symbol' ? (name.description ?? '') : String(name);
}

export const offsetOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

/** Offset of the value (or of its key) at a path; when the path does not exist, of the nearest parent. */
export function locate(document: Document, path: Path, at: 'key' | 'value'): number {
  return find(document, path, at).offset;
}

/** The scalar at a path. Whole numbers that a double cannot store are big integers, so that they are shown exactly. */
export function scalarAt(document: Document, path: Path): unknown {
  const node = dereference(document, find(document, path, 'value').node);
  if (!isScalar(node)) return undefined;
  const { value, source = '' } = node;
  const inexact = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
  return inexact && /^[-+]?\d+$/.test(source) ? BigInt(source) : value;
}

interface Found {
  readonly offset: number;
  /** The node at the very path. */
  readonly node?: Node;
}

function find(document: Document, path: Path, at: 'key' | 'value'): Found {
  let node = document.contents as Node | null;
  let offset = offsetOf(node) ?? 0;
  for (const [index, part] of path.entries()) {
    const step = stepInto(document, node, part);
    if (!step) return { offset };
    const key = at === 'key' && index === path.length - 1 ? offsetOf(step.key) : undefined;
    offset = key ?? offsetOf(step.value) ?? offsetOf(step.key) ?? offset;
    node = isNode(step.value) ? step.value : null;
  }
  return { offset, node: node ?? undefined };
}

interface Step {
  readonly key?: unknown;
  readonly value?: unknown;
}

function stepInto(document: Document, parent: unknown, part: string | number): Step | undefined {
  const node = dereference(document, parent);
  if (isSeq(node) && typeof part === 'number' && part in node.items) return { value: node.items[part] };
  if (!isMap(node)) return undefined;
  // If a key is there twice, the last one counts, as it does in the data.
  const own = node.items.findLast((pair) => keyName(pair.key) === String(part));
  return own ?? stepIntoMerged(document, node.items, part);
}

function stepIntoMerged(document: Document, items: readonly Pair[], part: string | number): Step | undefined {
  for (const pair of items.filter(({ key }) => keyName(key) === MERGE_KEY)) {
    const merged = dereference(document, pair.value);
    for (const source of isSeq(merged) ? merged.items : [merged]) {
      const step = stepInto(document, source, part);
      if (step) return step;
    }
  }
  return undefined;
}

function dereference(document: Document, node: unknown): Node | undefined {
  if (isAlias(node)) return node.resolve(document);
  return isNode(node) ? node : undefined;
}
