import type { Check, Finding } from '../finding';
import { hostAndPort } from '../../plan/brokers';

/** The brokers' own ports: from the bastion (or a broker), and from each broker to the others. */
export const ports: Check = {
  title: 'ports of the brokers',
  applies: ({ hosts }) => hosts !== undefined,
  judge({ plan, contacts, hosts = [] }): Finding[] {
    const brokerAt = (address: string) => plan.brokers.find((broker) => broker.address === address);
    const closed = contacts
      .filter(({ role, state }) => (role === 'internal' || role === 'external') && state !== 'answers')
      .map(({ listener, endpoint, nodeId, reason }) => ({
        nodes: nodeId === undefined ? [] : [nodeId],
        what: `${listener} of ${brokerAt(endpoint.host)?.name ?? endpoint.host} (${hostAndPort(endpoint)})`,
        why: reason,
      }));
    const between = hosts.flatMap(({ name, nodeId, probes }) =>
      probes
        .filter(({ outcome }) => outcome !== 'open')
        .map(({ listener, endpoint, outcome }) => {
          const other = brokerAt(endpoint.split(':')[0] ?? '');
          return {
            // Either end may be the cause.
            nodes: [nodeId, other?.nodeId].filter((one) => one !== undefined),
            what: `${listener} of ${other?.name ?? endpoint} (${endpoint}) from ${name}`,
            why: outcome === 'silent' ? 'no answer within 3 s' : 'refused',
          };
        }),
    );
    return [...closed, ...between].map(({ nodes, what, why }) => ({
      id: 'port-closed',
      level: 'fault',
      seen: `${what} does not answer: ${why}`,
      expected: 'Kafka answers',
      fix: 'without an answer, a firewall blocks it: compare the security groups (terraform plan); if refused, Kafka does not listen there',
      nodes,
    }));
  },
  well: ({ contacts, hosts = [] }) => {
    const answered = contacts.filter(({ role }) => role === 'internal' || role === 'external').length;
    const probes = hosts.flatMap((host) => host.probes).length;
    return `${answered} listeners answer, ${probes} connections between brokers work`;
  },
};
