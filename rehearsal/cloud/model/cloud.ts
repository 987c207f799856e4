import type { Attributes, CloudApi } from './api';
import { CloudError } from './api';
import type { Call } from './attempt';
import { attemptCall } from './attempt';
import { awaitsFault, faultError, takeFault } from './faults';
import { ANSWER_SECONDS, pass } from './latency';
import { dataHandlers } from './registry';
import { createResource, deleteResource, readResource, updateResource } from './resource-calls';
import { zonesOf } from './regions';
import { isRetried, retryWaits } from './retry';
import { completeData } from './schema';
import type { Store } from './store';
import { Transaction } from './transaction';
import { text } from './values';
import type { FaultOperation } from './state';

/** The cloud as one client sees it: calls of one region, repeated and delayed as the real provider's. */
export class Cloud implements CloudApi {
  constructor(
    readonly store: Store,
    private region: string,
  ) {}

  /** The region that calls go to. */
  get currentRegion(): string {
    return this.region;
  }

  /** Takes over what the provider's configuration says; without a region there, it stays unchanged. */
  configure(provider: Attributes): Promise<void> {
    const region = text(provider, 'region') || this.region;
    zonesOf(region);
    this.region = region;
    return Promise.resolve();
  }

  create(type: string, planned: Attributes): Promise<Attributes> {
    return this.call({
      operation: 'create',
      type,
      id: null,
      subject: planned,
      work: (tx) => {
        const { id, attributes } = createResource(tx, type, planned);
        return { id, value: attributes, partial: attributes };
      },
    });
  }

  async read(type: string, prior: Attributes): Promise<Attributes | undefined> {
    await this.meetFault('read', type, prior);
    await this.pass(ANSWER_SECONDS);
    return readResource(new Transaction(this.store.read(), this.region), type, prior)?.attributes;
  }

  update(
    type: string,
    prior: Attributes,
    planned: Attributes,
    changed: readonly string[],
  ): Promise<Attributes> {
    return this.call({
      operation: 'update',
      type,
      id: String(prior.id),
      subject: planned,
      work: (tx) => {
        const { id, attributes } = updateResource(tx, type, prior, planned, changed);
        return { id, value: attributes };
      },
    });
  }

  delete(type: string, prior: Attributes): Promise<void> {
    return this.call({
      operation: 'delete',
      type,
      id: String(prior.id),
      subject: prior,
      work: (tx) => {
        deleteResource(tx, type, prior);
        return { id: String(prior.id), value: undefined };
      },
    });
  }

  async readData(type: string, config: Attributes): Promise<Attributes> {
    await this.meetFault('readData', type, config);
    await this.pass(ANSWER_SECONDS);
    const handler = dataHandlers[type];
    if (!handler) throw new CloudError('UnsupportedOperation', `The simulated cloud has no data ${type}.`);
    const answers = await this.store.transact((state) => {
      const tx = new Transaction(state, this.region);
      const opened = tx.meta.account.privateLinkOpened;
      const found = handler(tx, config);
      // Only opening PrivateLink changes anything; other answers leave no trace.
      if (tx.meta.account.privateLinkOpened !== opened) tx.commit();
      return found;
    });
    return completeData(type, config, answers);
  }

  /** Runs work outside Terraform, such as a console's or a consumer's. */
  transact<T>(work: (tx: Transaction) => T): Promise<T> {
    return this.store.transact((state) => {
      const tx = new Transaction(state, this.region);
      const value = work(tx);
      tx.commit();
      return value;
    });
  }

  private async call<T>(call: Call<T>): Promise<T> {
    const waits = retryWaits(call.operation, call.type);
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.store.transact((state) => attemptCall(state, this.region, call, attempt));
      if (!('refused' in outcome)) {
        await this.pass(outcome.seconds);
        if (outcome.failure) throw outcome.failure;
        return outcome.value;
      }
      await this.pass(ANSWER_SECONDS);
      const wait = waits[attempt - 1];
      if (wait === undefined || !isRetried(call.operation, call.type, outcome.refused.code)) {
        throw outcome.refused;
      }
      await this.pass(wait);
    }
  }

  private pass(seconds: number): Promise<void> {
    return pass(this.store.read().meta.latency, seconds);
  }

  private async meetFault(operation: FaultOperation, type: string, subject: Attributes): Promise<void> {
    if (!awaitsFault(this.store.read().meta, operation, type)) return;
    const fault = await this.transact((tx) => takeFault(tx.meta, operation, type, subject));
    if (fault) throw faultError(fault, `${operation} ${type}`);
  }
}
