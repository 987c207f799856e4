import { LinkStop } from '../stop';
import type { Connection, ConnectionState } from '../tidb-cloud';
import { waitFor } from '../wait';
import { known, type LinkStep } from '../world';

/** TiDB Cloud has one private link connection to the service; an existing one is used. */
export const connection: LinkStep = {
  name: 'TiDB Cloud has a private link connection',
  run: async (world, learnt) => {
    const { tidbCloud, person, file } = world;
    const serviceName = known(learnt, 'serviceName');
    let found = choose(await tidbCloud.connections(serviceName));
    if (!found) {
      await person.agree(`create a private link connection to ${serviceName} in TiDB Cloud`);
      await tidbCloud.create(file.config.name, serviceName);
      found = choose(await tidbCloud.connections(serviceName));
    }
    if (!found) throw new LinkStop('TiDB Cloud lists no connection to this service, although it was created');
    const hint = 'TiDB Cloud has not created the endpoint yet';
    // Lists may show less than its own description.
    const described = await tidbCloud.describe(found.id);
    learnt.connection = await waitFor(world, described, ['PENDING_ACCEPTANCE', 'ACTIVE'], hint);
    return `${found.id} is ${learnt.connection.state}`;
  },
};

/** The furthest one first. A failed one is left to a person: another attempt may also fail, and use up the quota. */
const ORDER: readonly ConnectionState[] = ['ACTIVE', 'PENDING_ACCEPTANCE', 'CREATING', 'FAILED'];

function choose(connections: readonly Connection[]): Connection | undefined {
  return ORDER.flatMap((state) => connections.filter((one) => one.state === state))[0];
}
