import { hostAndPort } from '../../plan/brokers';
import type { Check, Finding } from '../finding';

/** Compares the deployment file with what was applied last. */
export const applied: Check = {
  title: 'plan and state',
  applies: ({ cloud }) => cloud !== undefined,
  judge({ plan, cloud }): Finding[] {
    const known = cloud?.applied ?? {};
    const differences = [
      ...plan.brokers.flatMap(({ nodeId, name, zone, internal, externals: [external] }) => {
        const was = known[nodeId];
        const now = { zone, internal: hostAndPort(internal), external: hostAndPort(external) };
        if (!was) return [`${name} was never applied`];
        return (['zone', 'internal', 'external'] as const)
          .filter((key) => was[key] !== now[key])
          .map((key) => `${name} has ${key} ${was[key]} in the state and ${now[key]} in the file`);
      }),
      ...Object.keys(known)
        .filter((id) => !plan.brokers.some(({ nodeId }) => String(nodeId) === id))
        .map((id) => `broker ${id} is in the state and not in the file`),
    ];
    if (differences.length === 0) return [];
    return [
      {
        id: 'not-applied',
        level: 'warning',
        seen: differences.join('; '),
        expected: 'the state matches the deployment file',
        fix: 'terraform plan, then apply; or correct the file',
      },
    ];
  },
  well: ({ plan }) => `${plan.brokers.length} brokers: applied addresses, ports and zones match the file`,
};
