import { isEquivalent } from '../same';
import type { AttributeSchema } from '../schema';
import type { AttributeSemantics } from '../semantics';
import { parseType } from '../type';
import { UNKNOWN, type Term } from '../value';

/**
 * Plans one attribute: what is configured, or else its default, or else what the cloud chose before or will
 * choose. The prior value stays wherever the wish only looks different, so that a second plan is empty.
 *
 * @param prior the value in the state, or undefined when the surrounding block is new
 */
export function planAttribute(
  schema: AttributeSchema,
  semantics: AttributeSemantics | undefined,
  config: Term,
  prior: Term | undefined,
): Term {
  const wished = config ?? (isSettable(schema) ? (semantics?.default ?? null) : null);
  if (wished === null && schema.computed) return prior === undefined ? UNKNOWN : prior;
  if (prior !== undefined && isEquivalent(parseType(schema.type), wished, prior)) return prior;
  return wished;
}

function isSettable(schema: AttributeSchema): boolean {
  return schema.optional === true || schema.required === true;
}
