import type { ClusterPlan } from '../plan/types';
import type { Login } from './kafka/login';

/** A user to log in as: one that may read a broker's settings, and whose password is known here. */
export function loginOf(
  { access }: ClusterPlan,
  passwords: Readonly<Record<string, string>>,
): Login | undefined {
  const able = (access?.users ?? []).filter(({ rights }) =>
    rights.some(({ operation }) => operation === 'DESCRIBE_CONFIGS'),
  );
  const found = able.find(({ name }) => passwords[name] !== undefined);
  return found && { user: found.name, password: passwords[found.name] ?? '' };
}
