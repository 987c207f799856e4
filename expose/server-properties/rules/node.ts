import { valueOf } from '../broker-file';
import type { Rule } from './rule';

/** It is the file of a broker. */
export const role: Rule = ({ document, roles }, _external, report) => {
  if (roles.length === 0 && !document.get('zookeeper.connect')) {
    report('process.roles', 'is missing, and so is zookeeper.connect: Kafka would not start with this file', {
      allowed: 'process.roles in KRaft mode, zookeeper.connect in ZooKeeper mode',
      fix: 'use the server.properties that the broker is started with',
    });
  }
  if (roles.length > 0 && !roles.includes('broker')) {
    report('process.roles', 'does not contain "broker": no client connects to this node', {
      value: valueOf(document, 'process.roles'),
      fix: 'leave this file unchanged; only brokers need EXTERNAL',
    });
  }
};

/** It is the file of the broker whose name would be advertised. `node.id` and `broker.id` mean the same. */
export const brokerId: Rule = ({ document, roles }, { nodeId }, report) => {
  const key = roles.length > 0 ? 'node.id' : 'broker.id';
  const given = ['node.id', 'broker.id'].filter((name) => document.get(name));
  if (given.length === 0 && roles.length > 0) {
    report(key, 'is missing, although KRaft needs it', { fix: `write ${key}=${nodeId} if that is its id` });
  }
  for (const name of given) {
    const value = valueOf(document, name) ?? '';
    if (isGenerated(value, roles) || (/^[+-]?\d+$/.test(value) && Number(value) === nodeId)) continue;
    report(name, `is not ${nodeId}: another broker would advertise the name and port of broker ${nodeId}`, {
      value,
      fix: `use the --node-id of this file, or the file of broker ${nodeId}`,
    });
  }
};

/** In ZooKeeper mode, a broker may get its id at its first start. */
export const generatedId: Rule = ({ document, roles }, { nodeId }, report) => {
  const values = ['node.id', 'broker.id'].flatMap((name) => valueOf(document, name) ?? []);
  if (roles.length > 0 || !values.every((value) => isGenerated(value, roles))) return;
  report('broker.id', `is generated, so the file does not show whether this is broker ${nodeId}`, {
    fix: `check that meta.properties in log.dirs has broker.id=${nodeId}`,
  });
};

const isGenerated = (value: string, roles: readonly string[]): boolean =>
  roles.length === 0 && value === '-1';
