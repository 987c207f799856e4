import { servingBrokers } from '../../plan/brokers';
import { isUnproven } from './logins';
import type { Check, Finding } from '../finding';

/** Which broker answers on each load balancer port: the metadata alone do not show it. */
export const throughBalancer: Check = {
  title: 'through the load balancer',
  applies: ({ contacts }) => contacts.some(({ role }) => role === 'balancer'),
  judge: ({ plan, contacts }) =>
    contacts
      .filter(({ role }) => role === 'balancer')
      .flatMap(({ endpoint: { port }, nodeId, state, reason, answeredBy, login }): Finding[] => {
        const nodes = nodeId === undefined ? servingBrokers(plan).map((broker) => broker.nodeId) : [nodeId];
        const name = plan.brokers.find((broker) => broker.nodeId === nodeId)?.name ?? 'any broker';
        const common = { level: 'fault' as const, expected: `${name} answers on port ${port}`, nodes };
        if (state !== 'answers') {
          return [
            {
              ...common,
              id: 'listener-closed',
              seen: `nothing answers on load balancer port ${port}: ${reason}`,
              fix: 'check the health of the server group in the console; terraform plan shows differences',
            },
          ];
        }
        if (nodeId === undefined || answeredBy === nodeId || isUnproven(login)) return [];
        return [
          {
            ...common,
            id: 'wrong-broker',
            seen: `load balancer port ${port} of ${name} leads to ${answeredBy === undefined ? 'another cluster' : `node ${answeredBy}`}`,
            fix: 'terraform apply corrects listener and server group',
          },
        ];
      }),
  well: ({ contacts }) =>
    `${contacts.filter(({ role, login }) => role === 'balancer' && !isUnproven(login)).length} ports are answered by their own brokers`,
};
