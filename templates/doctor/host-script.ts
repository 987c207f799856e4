import type { BrokerPlan, NewClusterPlan } from '../../plan/types';
import { render } from '../rendering/engine';

/**
 * Renders the script by which a host tells of itself. It changes nothing and ends within seconds.
 *
 * @param broker whose host it is; undefined for the bastion's
 */
export function renderDoctorScript({ brokers, kafka, ports }: NewClusterPlan, broker?: BrokerPlan): string {
  const others = brokers.filter((other) => other !== broker && !other.leaving);
  const peers = others.flatMap(({ address, internal, roles }) => [
    { listener: 'INTERNAL', host: internal.host, port: internal.port },
    ...(roles.includes('controller')
      ? [{ listener: 'CONTROLLER', host: address, port: ports.controller }]
      : []),
  ]);
  const { dataMount, logDirs } = kafka;
  return render('doctor/host.sh', { broker: broker !== undefined, dataMount, logDirs, peers });
}
