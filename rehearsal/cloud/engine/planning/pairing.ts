import { isEquivalent } from '../same';
import type { BlockSchema } from '../schema';
import { typeOfBlock } from '../type';
import { isRecord, isWhollyKnown, type Term, type TermRecord } from '../value';

/** A configured element of a set, and the element of the state that it continues. */
export interface PairedElement {
  element: Term;
  prior: Term | undefined;
}

/**
 * Finds for each configured element of a set of blocks the element of the state that it continues. Terraform
 * pairs elements by everything that is not computed, which fails for elements that hold a computed set: they
 * would look new in every plan. The provider tells elements apart by `keys`; elements that agree in all of
 * them are one element to it. Without keys, an element continues one that agrees in all that is configured.
 */
export function priorOfSetElements(
  block: BlockSchema,
  keys: readonly string[] | undefined,
  config: readonly Term[],
  prior: readonly Term[],
): PairedElement[] {
  const free = [...prior];
  return distinct(block, keys, config).map((element) => {
    const index = free.findIndex((each) => agree(block, keys ?? configured(element), element, each));
    return { element, prior: index < 0 ? undefined : free.splice(index, 1)[0] };
  });
}

function distinct(block: BlockSchema, keys: readonly string[] | undefined, config: readonly Term[]) {
  if (!keys) return config;
  return config.filter(
    (each, index) => !config.slice(0, index).some((earlier) => agree(block, keys, each, earlier)),
  );
}

function configured(element: Term): string[] {
  return isRecord(element) ? Object.keys(element).filter((name) => element[name] !== null) : [];
}

function agree(block: BlockSchema, names: readonly string[], left: Term, right: Term): boolean {
  if (!isRecord(left) || !isRecord(right)) return false;
  return names.every((name) => agreeIn(block, name, left, right));
}

function agreeIn(block: BlockSchema, name: string, left: TermRecord, right: TermRecord): boolean {
  const type = typeOfBlock(block).attributes[name];
  const wished = left[name] ?? null;
  return type !== undefined && isWhollyKnown(wished) && isEquivalent(type, wished, right[name] ?? null);
}
