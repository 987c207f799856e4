/**
 * The border between the provider engine (which speaks Terraform's protocol) and the simulated cloud (which
 * knows what a VPC is). The engine never looks inside a resource; the cloud never sees a protocol message.
 */

/** A known Terraform value. Sets, lists and tuples are arrays; maps, objects and blocks are records. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

/**
 * All attributes and blocks of one resource by their schema names; what is not set is `null`, and a repeated
 * block that does not occur is an empty array.
 */
export type Attributes = Record<string, Value>;

/** What the engine asks of the cloud behind the provider. */
export interface CloudApi {
  /** Creates a resource and returns every attribute, computed ones included (`id` is never null). */
  create(type: string, planned: Attributes): Promise<Attributes>;
  /** Returns the present attributes, or undefined when the resource is gone. Also serves import (`prior` holds only `id`). */
  read(type: string, prior: Attributes): Promise<Attributes | undefined>;
  /** Changes a resource in place. `changed` names the top-level attributes that differ. */
  update(
    type: string,
    prior: Attributes,
    planned: Attributes,
    changed: readonly string[],
  ): Promise<Attributes>;
  delete(type: string, prior: Attributes): Promise<void>;
  /** Answers a data source. */
  readData(type: string, config: Attributes): Promise<Attributes>;
  /** Receives the `provider` block (region, …) before the first operation; a cloud that does not care leaves it out. */
  configure?(provider: Attributes): void | Promise<void>;
}

/** A refusal by the cloud, in the style of the real API: a dotted code and one plain sentence. */
export class CloudError extends Error {
  constructor(
    /** For example `InvalidVSwitchId.NotFound`. */
    readonly code: string,
    message: string,
    /** The attribute that is at fault, where one is. */
    readonly attribute?: string,
    /** What exists in spite of a failed create: the resource enters the state as tainted. */
    readonly partial?: Attributes,
  ) {
    super(message);
    this.name = 'CloudError';
  }
}
