/**
 * What a provider enforces beyond its schema, read off the real provider. Attributes are named by dotted paths
 * without indexes, for example `health_check.health_check_interval`.
 */

/** The checks on one value. */
export interface ValueRules {
  one_of?: readonly (string | number)[];
  ignore_case?: boolean;
  range?: { min?: number; max?: number };
  length?: { min?: number; max?: number };
  match?: string;
  not_match?: string;
  /** One rule met is enough, where otherwise all have to be. */
  union?: boolean;
}

/** What is known of one attribute or block. */
export interface AttributeSemantics {
  default?: string | number | boolean;
  force_new?: boolean;
  removed?: boolean;
  deprecated?: boolean;
  conflicts_with?: readonly string[];
  at_least_one_of?: readonly string[];
  exactly_one_of?: readonly string[];
  min_items?: number;
  max_items?: number;
  validate?: ValueRules;
  element_validate?: ValueRules;
}

/** The semantics of one block by dotted path. */
export type BlockSemantics = Readonly<Record<string, AttributeSemantics>>;

/** The semantics of a whole provider. */
export interface ProviderSemantics {
  provider: BlockSemantics;
  resources: Readonly<Record<string, { attributes: BlockSemantics }>>;
  data_sources: Readonly<Record<string, { attributes: BlockSemantics }>>;
}
