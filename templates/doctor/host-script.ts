import { isController, servingBrokers } from '../../plan/brokers';
import type { BrokerPlan, NewClusterPlan } from '../../plan/types';
import { render } from '../rendering/engine';

/**
 * Renders the script that prints a host's state for the doctor. It changes nothing and ends within seconds.
 *
 * @param broker whose host it is; undefined for the bastion's
 */
export function renderDoctorScript(plan: NewClusterPlan, broker?: BrokerPlan): string {
  const others = servingBrokers(plan).filter((other) => other !== broker);
  const peers = others.flatMap((other) => [
    { listener: 'INTERNAL', ...other.internal },
    ...(isController(other)
      ? [{ listener: 'CONTROLLER', host: other.address, port: plan.ports.controller }]
      : []),
  ]);
  const { dataMount, logDirs } = plan.kafka;
  return render('doctor/host.sh', { broker: broker !== undefined, dataMount, logDirs, peers });
}
