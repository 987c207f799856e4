import { servingBrokers } from '../../plan/brokers';
import { isUnproven } from './logins';
import type { Check, Finding } from '../finding';

/** Who answers through each port of the load balancer: the metadata alone would not tell. */
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
              seen: `nobody answers through port ${port} of the load balancer: ${reason}`,
              fix: "look at the server group's health check in the console; terraform plan shows what differs",
            },
          ];
        }
        if (nodeId === undefined || answeredBy === nodeId || isUnproven(login)) return [];
        return [
          {
            ...common,
            id: 'wrong-broker',
            seen: `port ${port} of the load balancer, which is ${name}'s, leads to node ${answeredBy ?? 'of another cluster'}`,
            fix: 'terraform apply puts listener and server group right',
          },
        ];
      }),
  well: ({ contacts }) =>
    `${contacts.filter(({ role, login }) => role === 'balancer' && !isUnproven(login)).length} ports are answered by their own brokers`,
};
