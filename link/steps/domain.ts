import { planCluster } from '../../plan/plan';
import { known, type LinkStep } from '../world';

/** A domain that TiDB Cloud manages resolves to the connection. */
export const domain: LinkStep = {
  name: 'a domain is attached',
  run: async ({ tidbCloud, person, file, say }, learnt) => {
    const connection = known(learnt, 'connection');
    if (connection.uniqueName !== undefined) return `unique name ${connection.uniqueName}`;
    const { uniqueName, domains } = await tidbCloud.proposeDomain(connection.id);
    const hosts = planCluster(file.config, uniqueName).brokers.map(({ externals: [first] }) => first.host);
    const [stray] = domains.length > 0 ? uncovered(hosts, domains) : [];
    if (stray !== undefined)
      say(`! ${domains.join(', ')} does not cover ${stray}: check tidbCloud.listenerPattern`);
    await person.agree(`attach the domain with the unique name ${uniqueName}`);
    await tidbCloud.attachDomain(connection.id, uniqueName);
    learnt.connection = { ...connection, uniqueName };
    return `unique name ${uniqueName}`;
  },
};

/** Hosts that are in none of these domains, with or without the star in front. */
export function uncovered(hosts: readonly string[], domains: readonly string[]): string[] {
  const parents = domains.map((domain) => domain.replace(/^[*<][^.]*\./, ''));
  return hosts.filter((host) => !parents.some((parent) => host.endsWith(`.${parent}`)));
}
