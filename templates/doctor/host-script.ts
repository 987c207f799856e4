import { isController, servingBrokers } from '../../plan/brokers';
import type { BrokerPlan, NewClusterPlan } from '../../plan/types';
import { render } from '../rendering/engine';
import { expectedBastion, expectedBroker, type ExpectedHost } from './expected-host';

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
  const { files, units, secrets } = expected(plan, broker);
  return render('doctor/host.sh', {
    broker: broker !== undefined,
    dataMount,
    logDirs,
    peers,
    files: Object.keys(files).join(' '),
    units: units.join(' '),
    secrets: secrets.join(' '),
  });
}

/** The script knows no id of a disk, and needs none for the paths. */
function expected(plan: NewClusterPlan, broker: BrokerPlan | undefined): ExpectedHost {
  if (broker) return expectedBroker(plan, broker, '');
  if (plan.bastion) return expectedBastion(plan, plan.bastion);
  throw new Error('the plan has no bastion');
}
