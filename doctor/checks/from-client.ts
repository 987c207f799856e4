import { isUnproven } from './logins';
import type { Check, Finding } from '../finding';

/** What a client can reach through the bootstrap address, from where this program runs. */
export const fromClient: Check = {
  title: 'from this place',
  applies: ({ contacts }) => contacts.some(({ role }) => role === 'bootstrap'),
  judge: ({ plan, contacts }) =>
    contacts.flatMap(
      ({ role, endpoint: { host, port }, nodeId, state, reason, answeredBy, login }): Finding[] => {
        const name = plan.brokers.find((broker) => broker.nodeId === nodeId)?.name ?? 'a broker';
        const finding = (id: Finding['id'], seen: string, fix: string): Finding => ({
          id,
          level: 'fault',
          seen,
          expected: `${name} answers at ${host}:${port}`,
          fix,
          nodes: nodeId === undefined ? undefined : [nodeId],
        });
        if (role === 'bootstrap') {
          if (state === 'answers') return [];
          const fix =
            'check that the endpoint is accepted, that the name resolves to it, and that this is the bootstrap port';
          return [finding('bootstrap-unreachable', `nothing answers at ${host}:${port}: ${reason}`, fix)];
        }
        if (role !== 'client') return [];
        if (state === 'unknown') {
          const seen = `${host}, the name of ${name}, does not resolve here`;
          return [
            finding(
              'name-unresolvable',
              seen,
              'check that the domain is attached to the private link connection',
            ),
          ];
        }
        if (state !== 'answers') {
          const seen = `${name} does not answer at ${host}:${port}: ${reason}`;
          return [
            finding('name-unreachable', seen, 'run the doctor on the deployment, without --from-client'),
          ];
        }
        if (answeredBy === nodeId || isUnproven(login)) return [];
        const seen = `${host}:${port}, the address of ${name}, leads to ${answeredBy === undefined ? 'another cluster' : `node ${answeredBy}`}`;
        return [finding('wrong-broker', seen, 'run the doctor on the deployment, without --from-client')];
      },
    ),
  well: ({ contacts }) =>
    `${contacts.filter(({ role }) => role === 'client').length} brokers answer at their own names and ports`,
};
