import { known, type StoryContext } from '../context';
import { redeploy } from '../redeploy';
import type { Step } from '../story';

export const createEndpoint: Step<StoryContext> = {
  name: 'TiDB Cloud creates the endpoint',
  run: async (context) => {
    const service = String(known(context, 'outputs')['endpoint_service_name']);
    const { endpointId, state } = await known(context, 'lab').tidbCloud.createConnection(service);
    context.facts = { ...context.facts, endpointId };
    return `${endpointId} is ${state}`;
  },
};

/** The owner of the service accepts the endpoint by the deployment file. */
export const accept: Step<StoryContext> = {
  name: 'accepted',
  run: async (context) => {
    const endpointId = known(context, 'endpointId');
    const counts = await redeploy(context, { acceptedEndpoints: [endpointId] });
    const { state } = known(context, 'lab').tidbCloud.connection(endpointId);
    if (state !== 'ACTIVE') throw new Error(`the connection is ${state} after an apply that accepts it`);
    return `${endpointId} is ${state}; ${counts}`;
  },
};

export const uniqueName: Step<StoryContext> = {
  name: 'unique name',
  run: async (context) => {
    const { uniqueName: name } = known(context, 'lab').tidbCloud.attachDomain(known(context, 'endpointId'));
    const counts = await redeploy(context, {}, { unique_name: name });
    context.facts = { ...context.facts, uniqueName: name };
    return `${name}; ${counts}`;
  },
};
