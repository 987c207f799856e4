import type { Check, Finding } from '../finding';
import { planOfHosts } from './told';
import { controllersOf } from '../../plan/brokers';

/** A voter in good health asks the leader twice a second. */
const LATE_MS = 5000;

/** The controllers: led, and all voters caught up. */
export const quorum: Check = {
  title: 'quorum',
  applies: ({ cluster }) => cluster !== undefined,
  judge(facts): Finding[] {
    const { cluster } = facts;
    const plan = planOfHosts(facts);
    const controllers = controllersOf(plan);
    const found = cluster?.quorum;
    if (!found || found.leader < 0) {
      return [
        {
          id: 'quorum-no-leader',
          level: 'fault',
          seen: `the quorum of the controllers has no leader: ${cluster?.quorumProblem ?? 'none is named'}`,
          expected: `a majority of nodes ${controllers.map(({ nodeId }) => nodeId).join(', ')} elects one`,
          fix: `start the controllers that are down; they must reach each other on port ${plan.ports.controller}`,
          nodes: controllers.map(({ nodeId }) => nodeId),
        },
      ];
    }
    return controllers
      .map(({ nodeId, name }) => {
        const voter = found.voters.find((one) => one.nodeId === nodeId);
        return { nodeId, name, behindMs: voter?.behindMs ?? Infinity };
      })
      .filter(({ behindMs }) => behindMs > LATE_MS)
      .map(({ nodeId, name, behindMs }) => ({
        id: 'quorum-behind',
        level: 'fault',
        seen: `controller ${name} is behind the quorum: ${
          behindMs === Infinity ? 'it never caught up' : `caught up ${Math.round(behindMs / 1000)} s ago`
        }`,
        expected: 'every voter follows the leader within a second',
        fix: `on ${name}: /var/log/kafka/server.log; its way to node ${found.leader} on port ${plan.ports.controller}`,
        nodes: [nodeId],
      }));
  },
  well: ({ cluster }) =>
    `node ${cluster?.quorum?.leader} leads, ${cluster?.quorum?.voters.length} voters are caught up`,
};
