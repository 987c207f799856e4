import { dirname } from 'node:path';
import { UNIQUE_NAME_PLACEHOLDER } from '../../domain/conventions';
import { hostAndPort, servingBrokers } from '../../plan/brokers';
import type { BrokerPlan, NewClusterPlan } from '../../plan/types';
import { reassignScript } from '../bastion/bastion-files';
import { brokerFiles } from '../broker/broker-files';
import { render } from '../rendering/engine';
import { GATE } from './gate';
import type { HostFile } from '../rendering/host-file';
import { internalClient } from '../settings/internal-tls';
import { KEY_STORE } from '../settings/tls';
import { delimiterFor } from '../rendering/here-document';
import { escapeFor, type RenderOptions } from '../rendering/target';

export interface GateOptions extends RenderOptions {
  /**
   * Seconds that the cluster has before the restart to do without this broker, and this broker after it to be back in sync.
   *
   * @default 600
   */
  readonly gateTimeoutSeconds?: number;
  /**
   * Seconds that a first boot may take, and then the first forming of the cluster.
   *
   * @default 1200
   */
  readonly bootTimeoutSeconds?: number;
  /**
   * Restart the broker although it holds topics that cannot do without it: of one replica, or with as many in-sync replicas
   * demanded as they have. They are unavailable meanwhile.
   *
   * @default false
   */
  readonly allowUnavailable?: boolean;
  /**
   * The broker's data is lost: it may start on a blank disk, and copies everything from the others.
   *
   * @default false
   */
  readonly replace?: boolean;
}

export interface BrokerRolloutOptions extends GateOptions {
  /** Id of the data disk (`d-…`), usually a token. */
  readonly dataDiskId: string;
}

/** Every file that a rolling change brings to a broker: those that its user data has written. */
export function brokerRolloutFiles(plan: NewClusterPlan, broker: BrokerPlan, dataDiskId: string): HostFile[] {
  return brokerFiles(plan, broker, dataDiskId);
}

/**
 * Renders the script that changes one running broker, or lets it leave: it carries all files and the gate, and needs
 * nothing else on the host.
 * `bash FILE start` runs the change on its own, `bash FILE follow` shows it to its end.
 *
 * @throws when a file does not end with a line break, as a here-document does
 */
export function renderBrokerRollout(
  plan: NewClusterPlan,
  broker: BrokerPlan,
  options: BrokerRolloutOptions,
): string {
  const files = brokerRolloutFiles(plan, broker, options.dataDiskId);
  const bundle = render('rollout/rollout.sh', {
    ...settings(plan, broker, options),
    reassign: reassignScript(),
    paths: files.map(({ path }) => path).join(' '),
    files: files.map((file) => ({ ...file, folder: dirname(file.path) })),
    gate: GATE,
    delimiter: delimiterFor([GATE, ...files.map(({ content }) => content)]),
  });
  return escapeFor(bundle, options);
}

/**
 * Renders the script that asks, on another broker, whether the cluster can do without this one: for the time in which its
 * host stops. It fails when not, and changes nothing.
 */
export function renderSpareCheck(plan: NewClusterPlan, broker: BrokerPlan, options: GateOptions): string {
  const script = render('rollout/spare.sh', {
    ...settings(plan, broker, options),
    paths: '',
    gate: GATE,
    delimiter: delimiterFor([GATE]),
  });
  return escapeFor(script, options);
}

function settings(plan: NewClusterPlan, broker: BrokerPlan, options: GateOptions) {
  const others = servingBrokers(plan).filter((other) => other !== broker);
  const asked = others.length > 0 ? others : [broker];
  return {
    gateTimeoutSeconds: options.gateTimeoutSeconds ?? 600,
    bootTimeoutSeconds: options.bootTimeoutSeconds ?? 1200,
    allowUnavailable: options.allowUnavailable ?? false,
    nodeId: broker.nodeId,
    replace: options.replace ?? false,
    leaving: broker.leaving,
    asked: asked.map(({ internal }) => hostAndPort(internal)).join(','),
    uniqueName: plan.uniqueName,
    placeholder: UNIQUE_NAME_PLACEHOLDER,
    kafkaVersion: plan.kafka.version,
    keyStore: KEY_STORE,
    client: internalClient(plan),
  };
}
