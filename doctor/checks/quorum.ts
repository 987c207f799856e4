import type { Check, Finding } from '../finding';
import { planOfHosts } from './reachable';
import { controllersOf } from '../../plan/brokers';

/** A healthy voter fetches from the leader twice a second. */
const LATE_MS = 5000;

/** The controllers: they have a leader, and all voters follow it. */
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
          seen: `the quorum of the controllers has no leader: ${cluster?.quorumProblem ?? 'no reason is known'}`,
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
          behindMs === Infinity
            ? 'it has never caught up'
            : `it last caught up ${Math.round(behindMs / 1000)} s ago`
        }`,
        expected: 'every voter follows the leader within a second',
        fix: `on ${name}: read /var/log/kafka/server.log, and check its connection to node ${found.leader} on port ${plan.ports.controller}`,
        nodes: [nodeId],
      }));
  },
  well: ({ cluster }) =>
    `node ${cluster?.quorum?.leader} leads, ${cluster?.quorum?.voters.length} voters follow it`,
};
