import { hostAndPort, servingBrokers } from '../../plan/brokers';
import type { ClusterPlan } from '../../plan/types';
import { render } from '../rendering/engine';

/**
 * What `bootstrap-test.sh` compares with, without brokers that leave. The unique name is a line of its own, since it
 * may become known after the first boot.
 */
export function expectation(plan: ClusterPlan): string {
  const { uniqueName, externalListeners } = plan;
  return render('bastion/brokers', {
    uniqueName,
    listeners: ['internal', ...externalListeners.map(({ id }) => id)].join(' '),
    logins: externalListeners.filter(({ mechanism }) => mechanism !== undefined),
    encrypted: externalListeners.filter(({ serverName }) => serverName !== undefined),
    brokers: servingBrokers(plan).map(({ nodeId, internal, externals }) => ({
      id: nodeId,
      internal: hostAndPort(internal),
      external: externals
        .map(({ host, port }) => hostAndPort({ host: host.replaceAll(uniqueName, () => '@'), port }))
        .join(' '),
    })),
  });
}
