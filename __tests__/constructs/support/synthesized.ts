import { Testing, type TerraformStack } from 'cdktf';
import type { Config } from '../../../config/schema';
import { KafkaStack } from '../../../constructs/kafka-stack';

type Block = Record<string, unknown>;

/** The Terraform JSON of a stack, validations run, with the look-ups that tests need. */
export class Synthesized {
  private readonly json: { resource: Record<string, Record<string, Block>> } & Record<
    string,
    Record<string, unknown>
  >;

  constructor(stack: TerraformStack) {
    this.json = JSON.parse(Testing.synth(stack, true));
  }

  /** All addresses, sorted. */
  get addresses(): string[] {
    return Object.entries(this.json.resource)
      .flatMap(([type, resources]) => Object.keys(resources).map((name) => `${type}.${name}`))
      .sort();
  }

  /** Resources of a type by name, such as `alicloud_vpc`. */
  all(type: string): Record<string, Block> {
    return this.json.resource[type] ?? {};
  }

  /** One resource by its address. */
  at(address: string): Block {
    const [type = '', name = ''] = address.split('.');
    const found = this.all(type)[name];
    if (!found) throw new Error(`no ${address} among ${this.addresses.join(', ')}`);
    return found;
  }

  /** A text for a host: what a local holds in pieces. */
  text(local: string): string {
    const pieces = this.block('locals')[local];
    if (!Array.isArray(pieces)) throw new Error(`no text ${local}`);
    return pieces.join('');
  }

  /** A top-level block, such as `output` or `terraform`. */
  block(name: string): Record<string, unknown> {
    return this.json[name] ?? {};
  }
}

export function synthesize(config: Config): Synthesized {
  return new Synthesized(new KafkaStack(Testing.app(), config.name, { config }));
}
