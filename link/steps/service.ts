import { bringUpToDate } from '../bring-up-to-date';
import { LinkStop } from '../stop';
import type { LinkStep } from '../world';

/** The endpoint service exists, like everything else in the deployment file; this completes an apply that was killed. */
export const service: LinkStep = {
  name: 'the endpoint service exists',
  run: async (world, learnt) => {
    const applied = await bringUpToDate(world, learnt);
    const { endpoint_service_name: name } = await world.terraform.outputs();
    if (typeof name !== 'string') throw new LinkStop('the output endpoint_service_name is missing');
    learnt.serviceName = name;
    return `${name}${applied ? '' : ', nothing to apply'}`;
  },
};
