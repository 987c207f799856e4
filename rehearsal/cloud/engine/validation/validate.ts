import type { Diagnostic, Path } from '../diagnostic';
import type { BlockSchema, NestedBlockSchema } from '../schema';
import type { BlockSemantics } from '../semantics';
import { isRecord, type Term, type TermRecord } from '../value';
import { validateAttribute } from './attribute';
import { checkCombinations } from './combinations';

/** Checks a configuration against all that the provider enforces beyond its schema. */
export function validateBlock(
  block: BlockSchema,
  semantics: BlockSemantics,
  config: TermRecord,
): Diagnostic[] {
  const combinations = Object.entries(semantics).flatMap(([name, each]) =>
    checkCombinations(name, each, config, [name]),
  );
  return [...combinations, ...validateContent(block, semantics, config, '', [])];
}

function validateContent(
  block: BlockSchema,
  semantics: BlockSemantics,
  config: TermRecord,
  prefix: string,
  path: Path,
): Diagnostic[] {
  const attributes = Object.entries(block.attributes ?? {}).flatMap(([name, schema]) =>
    validateAttribute(name, schema, semantics[prefix + name] ?? {}, config[name] ?? null, [...path, name]),
  );
  const nested = Object.entries(block.block_types ?? {}).flatMap(([name, inner]) =>
    elementsOf(inner, config[name] ?? null, [...path, name]).flatMap((element) =>
      validateContent(inner.block, semantics, element.value, `${prefix}${name}.`, element.path),
    ),
  );
  return [...attributes, ...nested];
}

/** The known elements of a nested block. An element of a set has no path, so its block's path stands for it. */
function elementsOf(nested: NestedBlockSchema, value: Term, path: Path): { value: TermRecord; path: Path }[] {
  const elements: Term[] = Array.isArray(value) ? value : [value];
  return elements.flatMap((each, index) => {
    if (!isRecord(each)) return [];
    return [{ value: each, path: nested.nesting_mode === 'list' ? [...path, index] : path }];
  });
}
