import { bringUpToDate } from '../bring-up-to-date';
import { LinkStop } from '../stop';
import { waitFor } from '../wait';
import { known, type LinkStep, type World } from '../world';

const ENDPOINT = /^ep-[a-z0-9]+$/;

/** Accepts the endpoint in the deployment file, unless somebody has accepted it in the console. */
export const acceptance: LinkStep = {
  name: 'the connection is accepted',
  run: async (world, learnt) => {
    const { file, person } = world;
    const connection = known(learnt, 'connection');
    if (connection.state === 'PENDING_ACCEPTANCE') {
      const endpointId = connection.endpointId ?? (await askFor(world));
      if (!file.config.endpointService.acceptedEndpoints.includes(endpointId)) {
        await person.agree(`accept ${endpointId}, in endpointService.acceptedEndpoints of ${file.name}`);
        file.change([[['endpointService', 'acceptedEndpoints'], { append: endpointId }]]);
        await bringUpToDate(world, learnt);
      }
    }
    const hint = 'TiDB Cloud has not seen the acceptance yet';
    learnt.connection = await waitFor(world, await world.tidbCloud.describe(connection.id), ['ACTIVE'], hint);
    return `${connection.id} is ACTIVE`;
  },
};

/** Only some releases of `ticloud` show the endpoint of a connection. */
async function askFor({ endpointId, file, person }: World): Promise<string> {
  const [accepted] = file.config.endpointService.acceptedEndpoints;
  const id = endpointId ?? accepted;
  if (id !== undefined) return id;
  const where =
    "the id of its endpoint (Alibaba Cloud's console, VPC > Endpoint Services > Endpoint Connections)";
  if (person.isThere) return person.tell(`ticloud does not show ${where}. Type it, ep-…:`, ENDPOINT);
  throw new LinkStop(`ticloud does not show ${where}; set it with --endpoint ep-…`, true);
}
