import {
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { keyName, offsetOf } from './locate';

/** What a field is set to: text, or an entry to append to a list. */
export type Edit = string | { readonly append: string };

/**
 * Sets a field of a YAML text. Comments and everything else stay unchanged, byte for byte if the text has the style of
 * the examples; otherwise the library writes the whole text again, which also keeps comments.
 *
 * @param path keys of maps from the root, such as `['tidbCloud', 'uniqueName']`
 */
export function editYaml(text: string, path: readonly string[], edit: Edit): string {
  const wanted = parseDocument(text, { merge: true });
  change(wanted, path, edit);
  const data = JSON.stringify(wanted.toJS());
  const patched = patch(text, path, edit);
  if (patched !== undefined && sameData(patched, data)) return patched;
  return wanted.toString({ lineWidth: 0 });
}

function change(document: Document, path: readonly string[], edit: Edit): void {
  const list = document.getIn(path);
  if (typeof edit === 'string') document.setIn(path, edit);
  else if (isSeq(list)) list.add(document.createNode(edit.append));
  else document.setIn(path, document.createNode([edit.append], { flow: true }));
}

function sameData(text: string, data: string): boolean {
  const document = parseDocument(text, { merge: true });
  return document.errors.length === 0 && JSON.stringify(document.toJS()) === data;
}

/** @returns undefined for a text in another style */
function patch(text: string, path: readonly string[], edit: Edit): string | undefined {
  const [key = '', ...parents] = [...path].reverse();
  const document = parseDocument(text);
  const parent = parents.length === 0 ? document.contents : document.getIn(parents.reverse(), true);
  const fresh = typeof edit === 'string' ? written(edit) : `[${written(edit.append)}]`;
  if (parent === undefined && parents.length === 1) {
    return `${text}${text.endsWith('\n') ? '' : '\n'}\n${parents[0]}:\n  ${key}: ${fresh}\n`;
  }
  if (!isMap(parent)) return undefined;
  const value = parent.items.find((pair) => keyName(pair.key) === key)?.value;
  if (value === undefined) return withEntry(text, parent, `${key}: ${fresh}`);
  if (typeof edit === 'string') return isScalar(value) ? spliced(text, value, fresh) : undefined;
  return isSeq(value) ? withItem(text, value, edit.append) : undefined;
}

function spliced(text: string, { range }: Node, fresh: string): string | undefined {
  return range ? text.slice(0, range[0]) + fresh + text.slice(range[1]) : undefined;
}

function withItem(text: string, list: YAMLSeq, item: string): string | undefined {
  if (list.items.length === 0) return spliced(text, list, `[${written(item)}]`);
  const last = list.items.at(-1) as Node;
  const separator = list.flow ? ', ' : `\n${indentOf(text, last)}- `;
  return inserted(text, last, separator + written(item), list.flow);
}

function withEntry(text: string, map: YAMLMap, entry: string): string | undefined {
  const first = map.items[0]?.key as Node | undefined;
  const last = lastLeaf(map);
  if (!first || !last) return undefined;
  return inserted(text, last, map.flow ? `, ${entry}` : `\n${indentOf(text, first)}${entry}`, map.flow);
}

/** In a block, a comment after the last value stays with it. */
function inserted(text: string, after: Node, fresh: string, flow?: boolean): string | undefined {
  const end = after.range?.[1];
  if (end === undefined) return undefined;
  const line = text.indexOf('\n', end);
  const at = flow ? end : line < 0 ? text.length : line;
  return text.slice(0, at) + fresh + text.slice(at);
}

function lastLeaf(node: unknown): Node | undefined {
  if (isMap(node) && !node.flow) return lastLeaf(node.items.at(-1)?.value);
  if (isSeq(node) && !node.flow) return lastLeaf(node.items.at(-1));
  if (isMap(node)) return (node.items.at(-1)?.value ?? undefined) as Node | undefined;
  return (node ?? undefined) as Node | undefined;
}

/** The indentation of a node, with a list's dash as a blank. */
function indentOf(text: string, node: Node): string {
  const offset = offsetOf(node) ?? 0;
  const column = offset - (text.lastIndexOf('\n', offset - 1) + 1);
  const dash = /-[ \t]+$/.exec(text.slice(offset - column, offset))?.[0].length ?? 0;
  return ' '.repeat(column - dash);
}

/** Quoted where plain text would mean something else. */
function written(value: string): string {
  const plain = /^[a-zA-Z][\w-]*$/.test(value) && parseDocument(value).toJS() === value;
  return plain ? value : JSON.stringify(value);
}
