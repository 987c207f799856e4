import { known, rehearsedFile, type StoryContext } from './context';
import { writeRehearsedFile } from './rehearsed-file';
import type { Step } from './story';

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
    const lab = known(context, 'lab');
    const file = rehearsedFile(context);
    const endpointId = known(context, 'endpointId');
    const terraform = known(context, 'terraform');
    writeRehearsedFile(context.sourceFile, file, {
      ...known(context, 'changes'),
      acceptedEndpoints: [endpointId],
    });
    await terraform.synthesize(file);
    const counts = await terraform.apply(known(context, 'variables'));
    const { state } = lab.tidbCloud.connection(endpointId);
    if (state !== 'ACTIVE') throw new Error(`the connection is ${state} after an apply that accepts it`);
    await lab.settle();
    return `${endpointId} is ${state}; ${counts}`;
  },
};

export const uniqueName: Step<StoryContext> = {
  name: 'unique name',
  run: async (context) => {
    const lab = known(context, 'lab');
    const { uniqueName: name } = lab.tidbCloud.attachDomain(known(context, 'endpointId'));
    await lab.settle();
    const terraform = known(context, 'terraform');
    const variables = { ...known(context, 'variables'), unique_name: name };
    const counts = await terraform.apply(variables);
    const outputs = await terraform.outputs();
    context.facts = { ...context.facts, uniqueName: name, variables, outputs };
    return `${name}; ${counts}`;
  },
};
