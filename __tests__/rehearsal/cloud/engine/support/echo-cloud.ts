import { alicloud } from '../../../../../rehearsal/cloud/alicloud';
import { resourceOf } from '../../../../../rehearsal/cloud/engine/definition';
import type { Attributes, CloudApi, CloudError, Value } from '../../../../../rehearsal/cloud/model/api';
import { fill } from './fill';

/** What the cloud was asked to do, in order. */
export interface Call {
  operation: 'create' | 'update' | 'delete';
  id: Value;
  changed?: readonly string[];
}

/** A cloud without rules: it keeps what it is told and makes up what is computed. */
export class EchoCloud implements CloudApi {
  readonly calls: Call[] = [];
  readonly resources = new Map<string, Attributes>();
  provider: Attributes = {};
  /** Refuses the next change with this error. */
  refusal: CloudError | undefined;
  private created = 0;

  async configure(provider: Attributes): Promise<void> {
    this.provider = provider;
  }

  async create(type: string, planned: Attributes): Promise<Attributes> {
    this.refuse();
    this.created += 1;
    const id = `${type}-${String(this.created)}`;
    this.calls.push({ operation: 'create', id });
    return this.keep(type, { ...planned, id });
  }

  async read(_type: string, prior: Attributes): Promise<Attributes | undefined> {
    return this.resources.get(String(prior.id));
  }

  async update(type: string, prior: Attributes, planned: Attributes, changed: readonly string[]) {
    this.refuse();
    this.calls.push({ operation: 'update', id: prior.id ?? null, changed });
    return this.keep(type, planned);
  }

  async delete(_type: string, prior: Attributes): Promise<void> {
    this.refuse();
    this.calls.push({ operation: 'delete', id: prior.id ?? null });
    this.resources.delete(String(prior.id));
  }

  async readData(type: string, config: Attributes): Promise<Attributes> {
    return { ...config, id: `${type}-data`, ids: ['first', 'second'] };
  }

  private keep(type: string, attributes: Attributes): Attributes {
    const kept = fill(resourceOf(alicloud, type).block, attributes);
    this.resources.set(String(kept.id), kept);
    return kept;
  }

  private refuse(): void {
    const { refusal } = this;
    this.refusal = undefined;
    if (refusal) throw refusal;
  }
}
