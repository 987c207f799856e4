import { demand, idsOf } from '../errors';
import type { ResourceHandler } from '../handler';
import { putNew } from '../handler';

/** alicloud_ecs_deployment_set */
export const deploymentSet: ResourceHandler = {
  noun: 'deployment-set',
  stateOnly: ['on_unable_to_redeploy_failed_instance'],
  inPlace: ['deployment_set_name', 'description'],
  create(tx, planned) {
    return putNew(tx, 'alicloud_ecs_deployment_set', tx.newId('ds', planned), planned, {
      domain: 'Default',
      granularity: 'Host',
      strategy: 'Availability',
    });
  },
  remove(tx, record) {
    const members = tx
      .all('alicloud_instance')
      .filter((instance) => instance.attributes.deployment_set_id === record.id);
    demand(
      members.length === 0,
      'DependencyViolation.DeploymentSet',
      `Deployment set ${record.id} cannot be deleted while instances are in it: ${idsOf(members)}.`,
    );
    tx.remove(record);
  },
};
