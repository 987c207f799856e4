import { brokerExternalPort, externalHost } from '../../domain/conventions';
import { EXTERNAL } from '../../domain/listeners';
import { UserError } from '../../domain/user-error';
import { ports as portsSchema } from '../../config/fields/kafka';
import { tidbCloud as tidbCloudSchema } from '../../config/fields/tidb-cloud';
import type { ClusterPlan, Endpoint } from '../../plan/types';

/** The listener for TiDB Cloud that one broker gets. */
export interface ExternalListener {
  readonly nodeId: number;
  /** Port that the broker listens on, on all its addresses. */
  readonly port: number;
  /** Where TiDB Cloud connects to. */
  readonly advertised: Endpoint;
  /** Whether the advertised name contains the placeholder. */
  readonly isPlaceholder: boolean;
  /**
   * Former advertised hosts of EXTERNAL that are renamed.
   * @default - none: an EXTERNAL with another host is a problem
   */
  readonly formerHosts?: RegExp;
}

export interface ExternalOptions {
  readonly nodeId: number;
  /** @default - the placeholder `unique_name` */
  readonly uniqueName?: string;
  /** @default 39092 */
  readonly externalPort?: number;
  /** Port of the load balancer that leads to this broker. @default - 9092 plus the node id */
  readonly advertisedPort?: number;
}

const HIGHEST_PORT = 65535;

/**
 * The listener by the conventions of deployment files.
 *
 * @throws Error with every option that is not valid
 */
export function externalByConvention(options: ExternalOptions): ExternalListener {
  const { nodeId } = options;
  const ports = portsSchema.parse({});
  const tidbCloud = tidbCloudSchema.safeParse({ uniqueName: options.uniqueName });
  const problems = tidbCloud.success
    ? []
    : tidbCloud.error.issues.map(({ message }) => `--unique-name ${message}`);
  const advertisedPort = options.advertisedPort ?? brokerExternalPort(ports.externalBase, nodeId);
  if (advertisedPort === ports.bootstrap || advertisedPort > HIGHEST_PORT) {
    const reason =
      advertisedPort === ports.bootstrap
        ? 'the bootstrap port of the load balancer, which leads to every broker'
        : 'which is not a port';
    problems.push(
      `broker ${nodeId} would advertise ${advertisedPort}, ${reason}: set --advertised-port to its own load balancer port, or use --deployment`,
    );
  }
  if (!tidbCloud.success || problems.length > 0) throw new UserError(problems.join('\n'));
  const { listenerPattern, uniqueName } = tidbCloud.data;
  return {
    nodeId,
    port: options.externalPort ?? ports.external,
    advertised: { host: externalHost(listenerPattern, nodeId, uniqueName), port: advertisedPort },
    isPlaceholder: isPlaceholder(uniqueName),
  };
}

/**
 * The listener in a deployment's plan.
 *
 * @throws Error when the plan has no such broker, or no listener EXTERNAL
 */
export function externalByPlan(plan: ClusterPlan, nodeId: number): ExternalListener {
  const broker = plan.brokers.find((candidate) => candidate.nodeId === nodeId);
  if (!broker) {
    const known = plan.brokers.map((candidate) => candidate.nodeId).join(', ');
    throw new UserError(`--node-id ${nodeId} is not a broker of the deployment, which has ${known}`);
  }
  const listener = plan.externalListeners.find(({ name }) => name === EXTERNAL);
  const endpoint = broker.externals.find((one) => one.listener === EXTERNAL);
  if (!listener || !endpoint) throw new UserError(`the deployment has no listener ${EXTERNAL}`);
  return {
    nodeId,
    port: listener.port,
    advertised: { host: endpoint.host, port: endpoint.port },
    isPlaceholder: isPlaceholder(plan.uniqueName),
  };
}

/**
 * The same for a broker whose EXTERNAL may be from an earlier run, with another unique name or the placeholder.
 *
 * @param pattern `tidbCloud.listenerPattern` of the deployment
 */
export function renaming(external: ExternalListener, pattern: string): ExternalListener {
  const [marker, label] = ['UNIQUE-NAME', '[A-Za-z0-9_-]+'];
  const host = externalHost(pattern, external.nodeId, marker).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return { ...external, formerHosts: new RegExp(`^${host.replaceAll(marker, label)}$`, 'i') };
}

const isPlaceholder = (uniqueName: string): boolean => uniqueName === tidbCloudSchema.parse({}).uniqueName;
