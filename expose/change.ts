import { ConfigError, type Problem } from '../config/problems/problem';
import { readBrokerFile } from './server-properties/broker-file';
import { expose } from './server-properties/expose';
import { externalByPlan, renaming } from './server-properties/external';
import { patchBetween } from './server-properties/patch';
import { PropertiesDocument } from './server-properties/java-properties/document';
import { EXTERNAL } from './server-properties/rules/rule';
import { hostAndPort } from '../plan/brokers';
import type { BrokerPlan, ExistingHostsPlan } from '../plan/types';
import type { ExposeStep } from '../templates/expose/expose';
import { askedAbout, type ExistingCluster } from './cluster';
import type { Inspected } from './inspect';

/** The change of one broker. */
export interface BrokerChange {
  readonly broker: BrokerPlan;
  /** Settings that change; empty if the file has the listener already. */
  readonly changed: readonly string[];
  /** The changed lines of the file, without others. */
  readonly patch: Buffer;
  readonly warnings: readonly Problem[];
  readonly step: ExposeStep;
  /** Whether an earlier run has begun it. */
  readonly unfinished: boolean;
}

/** The change of one broker, from its present file. @returns the problems, if there are any */
export function changeOf(
  cluster: ExistingCluster,
  hosts: ExistingHostsPlan,
  broker: BrokerPlan,
  { file, javaHome, unfinished }: Inspected,
): BrokerChange | Problem[] {
  const { plan, listenerPattern } = cluster;
  const name = `${broker.name}:${hosts.serverProperties}`;
  const before = PropertiesDocument.of(file);
  const external = renaming(externalByPlan(plan, broker.nodeId), listenerPattern);
  try {
    const { document, changed, warnings } = expose(before, name, external);
    const problems = contradictions(cluster, broker, before);
    if (problems.length > 0) return problems.map((problem) => ({ ...problem, file: name }));
    const present = readBrokerFile(before).advertised;
    const own = present.property && present.entries.find((entry) => entry.name === EXTERNAL);
    return {
      broker,
      changed,
      patch: patchBetween(before, document, name),
      warnings: warnings.map((warning) => ({ ...warning, file: name })),
      unfinished,
      step: {
        nodeId: broker.nodeId,
        host: { ...hosts, javaHome },
        before: file,
        after: document.toBytes(),
        port: external.port,
        isNewPort: changed.includes('listeners'),
        advertisedBefore: own && `${own.host}:${own.port}`,
        advertisedAfter: hostAndPort(external.advertised),
        asked: askedAbout(plan, broker),
        mode: plan.mode,
      },
    };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((problem) => ({ ...problem, file: name }));
  }
}

/** Where the deployment file and the broker's own file contradict each other. */
function contradictions(
  { plan: { mode } }: ExistingCluster,
  { internal }: BrokerPlan,
  document: PropertiesDocument,
): Problem[] {
  const { roles, listeners } = readBrokerFile(document);
  const problems: Problem[] = [];
  const found = roles.length > 0 ? 'kraft' : 'zookeeper';
  if (found !== mode) {
    problems.push({
      severity: 'error',
      path: ['existing', 'mode'],
      message: `is not the mode of this file, ${found}`,
      value: mode,
      fix: `write existing.mode: ${found}`,
    });
  }
  if (!listeners.entries.some(({ name, port }) => name !== EXTERNAL && port === internal.port)) {
    problems.push({
      severity: 'error',
      path: ['ports', 'internal'],
      message: 'is not a listener of this broker, so kafka-link could not connect to the cluster',
      value: internal.port,
      allowed: listeners.entries.map(({ text }) => text).join(', '),
    });
  }
  return problems;
}
