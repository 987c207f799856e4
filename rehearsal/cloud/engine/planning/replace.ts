import type { Path } from '../diagnostic';
import { isSame } from '../same';
import type { BlockSchema, NestedBlockSchema } from '../schema';
import type { BlockSemantics } from '../semantics';
import { typeOfBlock } from '../type';
import { isRecord, type Term, type TermRecord } from '../value';

/** Lists the changed attributes that the provider cannot change in place. */
export function pathsThatReplace(
  block: BlockSchema,
  semantics: BlockSemantics,
  prior: TermRecord,
  planned: TermRecord,
  prefix = '',
): Path[] {
  const type = typeOfBlock(block);
  return Object.entries(type.attributes).flatMap(([name, ofName]): Path[] => {
    const before = prior[name] ?? null;
    const after = planned[name] ?? null;
    if (isSame(ofName, before, after)) return [];
    if (semantics[prefix + name]?.force_new) return [[name]];
    const nested = block.block_types?.[name];
    return nested ? inNested(nested, semantics, name, before, after, prefix) : [];
  });
}

function inNested(
  nested: NestedBlockSchema,
  semantics: BlockSemantics,
  name: string,
  before: Term,
  after: Term,
  prefix: string,
): Path[] {
  const inner = `${prefix}${name}.`;
  const comparable = Array.isArray(before) && Array.isArray(after) && before.length === after.length;
  if (nested.nesting_mode === 'list' && comparable) {
    return before.flatMap((each, index) => {
      const other = after[index];
      if (!isRecord(each) || !isRecord(other)) return [];
      return pathsThatReplace(nested.block, semantics, each, other, inner).map((path) => [
        name,
        index,
        ...path,
      ]);
    });
  }
  // A path cannot lead into a set, nor to an element that is missing on one side: the whole block stands for it.
  const mayReplace = Object.keys(semantics).some(
    (path) => path.startsWith(inner) && semantics[path]?.force_new,
  );
  return mayReplace ? [[name]] : [];
}
