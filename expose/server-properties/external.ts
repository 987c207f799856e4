import { brokerExternalPort, externalHost } from '../../domain/conventions';
import { EXTERNAL } from '../../domain/listeners';
import { UserError } from '../../domain/user-error';
import { ports as portsSchema } from '../../config/fields/kafka';
import { tidbCloud as tidbCloudSchema } from '../../config/fields/tidb-cloud';
import type { ClusterPlan, Endpoint } from '../../plan/types';

/** The listener for TiDB Cloud that one broker is to have. */
export interface ExternalListener {
  readonly nodeId: number;
  /** Port that the broker listens on, on all its addresses. */
  readonly port: number;
  /** What TiDB Cloud connects to. */
  readonly advertised: Endpoint;
  /** Whether the advertised name is made of the document's placeholder. */
  readonly isPlaceholder: boolean;
  /**
   * Hosts that an EXTERNAL of this broker may be advertised under until now, and is renamed from.
   * @default - none: an EXTERNAL with another host is somebody else's
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
 * The listener as the conventions of deployment files have it.
 *
 * @throws Error naming every option that cannot be right
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
        : 'no port';
    problems.push(
      `broker ${nodeId} would advertise ${advertisedPort}, ${reason}: give --advertised-port another of the load balancer's, or --deployment`,
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
 * The listener as a deployment's plan has it.
 *
 * @throws Error when the plan has no such broker, or no listener EXTERNAL
 */
export function externalByPlan(plan: ClusterPlan, nodeId: number): ExternalListener {
  const broker = plan.brokers.find((candidate) => candidate.nodeId === nodeId);
  if (!broker) {
    const known = plan.brokers.map((candidate) => candidate.nodeId).join(', ');
    throw new UserError(`--node-id ${nodeId}: the deployment has no such broker; it has ${known}`);
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
 * The same for a broker whose EXTERNAL may have been placed by an earlier run, under another unique name or the
 * placeholder.
 *
 * @param pattern `tidbCloud.listenerPattern` of the deployment
 */
export function renaming(external: ExternalListener, pattern: string): ExternalListener {
  const [marker, label] = ['UNIQUE-NAME', '[A-Za-z0-9_-]+'];
  const host = externalHost(pattern, external.nodeId, marker).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return { ...external, formerHosts: new RegExp(`^${host.replaceAll(marker, label)}$`, 'i') };
}

const isPlaceholder = (uniqueName: string): boolean => uniqueName === tidbCloudSchema.parse({}).uniqueName;
