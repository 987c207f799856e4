import { hostAndPort, servingBrokers } from '../../plan/brokers';
import type { ClusterPlan } from '../../plan/types';
import { render } from '../rendering/engine';
import { expectation } from './expectation';

/**
 * Renders the test of a deployment from a host in the brokers' network that has Kafka's tools: it judges what is
 * advertised by the names, ports and ids of the plan, and needs nothing else there.
 */
export function renderClientTest(plan: ClusterPlan): string {
  const { name, externalListeners } = plan;
  const addresses = servingBrokers(plan).flatMap(({ address, internal }) => [
    { listener: 'internal', server: hostAndPort(internal) },
    ...externalListeners.map(({ id, port }) => ({
      listener: id,
      server: hostAndPort({ host: address, port }),
    })),
  ]);
  const listeners = ['internal', ...externalListeners.map(({ id }) => id)].join(', ');
  return render('client/external-test.sh', { name, listeners, plan: expectation(plan), addresses });
}
