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

/** How a rolling change judges the cluster. */
export interface GateOptions extends RenderOptions {
  /**
   * Seconds to wait before the restart until the cluster can do without this broker, and after it until this broker is
   * back in sync.
   *
   * @default 600
   */
  readonly gateTimeoutSeconds?: number;
  /**
   * Seconds that a first boot may take, and then the first election of the quorum.
   *
   * @default 1200
   */
  readonly bootTimeoutSeconds?: number;
  /**
   * Restart the broker although topics cannot do without it: those with one replica, or whose `min.insync.replicas` is
   * their number of replicas. They are unavailable during the restart.
   *
   * @default false
   */
  readonly allowUnavailable?: boolean;
  /**
   * The broker's data is lost: it may start on a blank disk, and copies its replicas from the others.
   *
   * @default false
   */
  readonly replace?: boolean;
}

/** What a rolling change of one broker needs. */
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
 * Renders the script that asks, on another broker, whether the cluster can do without this one: for the time in which
 * its host stops. It fails when not, and changes nothing.
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
  const bootstrap = others.length > 0 ? others : [broker];
  return {
    gateTimeoutSeconds: options.gateTimeoutSeconds ?? 600,
    bootTimeoutSeconds: options.bootTimeoutSeconds ?? 1200,
    allowUnavailable: options.allowUnavailable ?? false,
    nodeId: broker.nodeId,
    replace: options.replace ?? false,
    leaving: broker.leaving,
    asked: bootstrap.map(({ internal }) => hostAndPort(internal)).join(','),
    uniqueName: plan.uniqueName,
    placeholder: UNIQUE_NAME_PLACEHOLDER,
    kafkaVersion: plan.kafka.version,
    keyStore: KEY_STORE,
    client: internalClient(plan),
  };
}
