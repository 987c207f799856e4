import type { ClusterPlan } from '../../plan/types';
import { render } from '../rendering/engine';

/** What `bootstrap-test.sh` compares with, without brokers that leave; the unique name stands apart, since it may be learnt after the first boot. */
export function expectation({ uniqueName, externalListeners, brokers }: ClusterPlan): string {
  return render('bastion/brokers', {
    uniqueName,
    listeners: ['internal', ...externalListeners.map(({ id }) => id)].join(' '),
    logins: externalListeners.filter(({ mechanism }) => mechanism !== undefined),
    encrypted: externalListeners.filter(({ serverName }) => serverName !== undefined),
    brokers: brokers
      .filter(({ leaving }) => !leaving)
      .map(({ nodeId, internal, externals }) => ({
        id: nodeId,
        internal: `${internal.host}:${internal.port}`,
        external: externals
          .map(({ host, port }) => `${host.replaceAll(uniqueName, () => '@')}:${port}`)
          .join(' '),
      })),
  });
}
