import { isPair, isSeq, visit, type Document } from 'yaml';
import type { Path } from '../problems/problem';
import { keyName, MERGE_KEY, offsetOf } from './locate';

/** What makes a YAML text unusable, at an offset of it. */
export interface SourceError {
  readonly offset: number;
  readonly path: Path;
  readonly message: string;
  readonly fix?: string;
}

/** Aliases without an anchor, and aliases inside their own anchor, which would make the data endless. */
export function aliasErrors(document: Document): SourceError[] {
  const errors: SourceError[] = [];
  visit(document, {
    Alias(_, alias, parents) {
      const place = { offset: offsetOf(alias) ?? 0, path: pathTo(parents, alias) };
      const target = alias.resolve(document);
      if (!target)
        errors.push({ ...place, message: `*${alias.source} has no anchor &${alias.source} before it` });
      else if (parents.includes(target))
        errors.push({ ...place, message: `*${alias.source} contains itself` });
    },
  });
  return errors;
}

/** Keys that a map has twice; YAML would silently ignore all but the last. */
export function duplicateKeys(document: Document): SourceError[] {
  const errors: SourceError[] = [];
  visit(document, {
    Map(_, map, parents) {
      const seen = new Set([MERGE_KEY]);
      for (const { key } of map.items) {
        const name = keyName(key);
        const place = { offset: offsetOf(key) ?? 0, path: [...pathTo(parents, map), name] };
        if (name !== MERGE_KEY && seen.has(name)) {
          errors.push({ ...place, message: 'is twice in the same map', fix: 'remove one of the two' });
        }
        seen.add(name);
      }
    },
  });
  return errors;
}

function pathTo(parents: readonly unknown[], node: unknown): Path {
  const chain = [...parents, node];
  return chain.flatMap((parent, index): Path => {
    if (isPair(parent)) return [keyName(parent.key)];
    return isSeq(parent) && parent !== node ? [parent.items.indexOf(chain[index + 1])] : [];
  });
}
