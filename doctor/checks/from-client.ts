import { isUnproven } from './logins';
import type { Check, Finding } from '../finding';

/** What a client finds behind the bootstrap address, from where this program runs. */
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
          const fix = 'is the endpoint accepted, does the name lead to it, and is this the bootstrap port?';
          return [finding('bootstrap-unreachable', `nobody answers at ${host}:${port}: ${reason}`, fix)];
        }
        if (role !== 'client') return [];
        if (state === 'unknown') {
          const seen = `${host}, the name of ${name}, cannot be resolved here`;
          return [
            finding('name-unresolvable', seen, 'is the domain attached to the private link connection?'),
          ];
        }
        if (state !== 'answers') {
          const seen = `${name} does not answer at ${host}:${port}: ${reason}`;
          return [finding('name-unreachable', seen, 'run the doctor on the deployment itself')];
        }
        if (answeredBy === nodeId || isUnproven(login)) return [];
        const seen = `${host}:${port}, the address of ${name}, leads to node ${answeredBy ?? 'of another cluster'}`;
        return [finding('wrong-broker', seen, 'run the doctor on the deployment itself')];
      },
    ),
  well: ({ contacts }) =>
    `${contacts.filter(({ role }) => role === 'client').length} brokers answer under their own names and ports`,
};
