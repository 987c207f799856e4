import { known, type ScenarioContext } from '../context';
import { redeploy } from '../terraform/redeploy';
import type { Step } from '../scenario';

export const createEndpoint: Step<ScenarioContext> = {
  name: 'TiDB Cloud creates the endpoint',
  run: async (context) => {
    const service = String(known(context, 'outputs')['endpoint_service_name']);
    const { endpointId, state } = await known(context, 'lab').tidbCloud.createConnection(service);
    context.facts = { ...context.facts, endpointId };
    return `${endpointId} is ${state}`;
  },
};

/** The owner of the service accepts the endpoint by the deployment file. */
export const accept: Step<ScenarioContext> = {
  name: 'accepted',
  run: async (context, { say }) => {
    const endpointId = known(context, 'endpointId');
    const counts = await redeploy(context, { acceptedEndpoints: [endpointId] }, { say });
    const { state } = known(context, 'lab').tidbCloud.connection(endpointId);
    if (state !== 'ACTIVE') throw new Error(`the connection is ${state} after an apply that accepts it`);
    return `${endpointId} is ${state}; ${counts}`;
  },
};

/** TiDB Cloud gives the connection a domain; the brokers do not know of it yet. */
export const attachDomain: Step<ScenarioContext> = {
  name: 'TiDB Cloud attaches a domain',
  run: async (context) => {
    const lab = known(context, 'lab');
    const { uniqueName: name, domain } = lab.tidbCloud.attachDomain(known(context, 'endpointId'));
    await lab.settle();
    context.facts = { ...context.facts, uniqueName: name };
    return domain;
  },
};

/** The unique name comes to every broker, one after another. */
export const renameBrokers: Step<ScenarioContext> = {
  name: 'brokers carry the unique name',
  run: (context, { say }) =>
    redeploy(context, {}, { variable: { unique_name: known(context, 'uniqueName') }, say }),
};
