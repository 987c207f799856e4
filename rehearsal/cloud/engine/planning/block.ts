import { isComputedBlock, type BlockSchema, type NestedBlockSchema } from '../schema';
import type { BlockSemantics } from '../semantics';
import { isRecord, mapValues, UNKNOWN, type Term, type TermRecord } from '../value';
import { planAttribute } from './attribute';
import { priorOfSetElements } from './pairing';

/** Where in a resource a block is, and what is known of the resource. */
export interface BlockContext {
  semantics: BlockSemantics;
  /** Dotted path of the block: empty at the top, `health_check.` in that block. */
  prefix: string;
  /** For each set of blocks by dotted path: the attributes by which the provider tells its elements apart. */
  setKeys: Readonly<Record<string, readonly string[]>>;
}

/**
 * Plans a block with everything in it.
 *
 * @param prior the block in the state, or undefined when it is new
 */
export function planBlock(
  block: BlockSchema,
  context: BlockContext,
  config: TermRecord,
  prior: TermRecord | undefined,
): TermRecord {
  const priorOf = (name: string) => (prior ? (prior[name] ?? null) : undefined);
  return {
    ...mapValues(block.attributes ?? {}, (schema, name) =>
      planAttribute(schema, context.semantics[context.prefix + name], config[name] ?? null, priorOf(name)),
    ),
    ...mapValues(block.block_types ?? {}, (nested, name) =>
      planNested(nested, context, name, config[name] ?? null, priorOf(name)),
    ),
  };
}

function planNested(
  nested: NestedBlockSchema,
  context: BlockContext,
  name: string,
  config: Term,
  prior: Term | undefined,
): Term {
  const inner = { ...context, prefix: `${context.prefix}${name}.` };
  const planElement = (element: Term, before: Term | undefined) =>
    isRecord(element)
      ? planBlock(nested.block, inner, element, isRecord(before) ? before : undefined)
      : element;
  if (!Array.isArray(config)) return planElement(config, prior);
  if (config.length === 0 && isComputedBlock(nested)) return prior === undefined ? UNKNOWN : prior;
  const before = Array.isArray(prior) ? prior : [];
  if (nested.nesting_mode === 'list') return config.map((each, index) => planElement(each, before[index]));
  const paired = priorOfSetElements(nested.block, context.setKeys[context.prefix + name], config, before);
  return paired.map(({ element, prior: partner }) => planElement(element, partner));
}
