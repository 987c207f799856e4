import type { Deployment } from '../../../config/deployments';
import { makePasswords } from '../../../secrets/passwords';
import { privateFiles } from '../../../secrets/state-folder';
import { UsageError } from '../../command/usage-error';

/**
 * Gives every user without a password one, and another one to those in `renewed`.
 *
 * @throws UsageError when `renewed` names somebody else
 */
export function provideAll(deployments: readonly Deployment[], renewed: readonly string[]): void {
  const known = deployments.flatMap(usersOf);
  const unknown = renewed.filter((user) => !known.includes(user));
  if (unknown.length > 0) {
    const users = known.join(', ') || 'none';
    throw new UsageError(`--new names no user of these deployments: ${unknown.join(', ')}; users: ${users}`);
  }
  for (const deployment of deployments) process.stdout.write(`${provide(deployment, renewed)}\n`);
}

const usersOf = ({ config }: Deployment): string[] =>
  config.cluster === 'new' ? config.kafka.users.map(({ name }) => name) : [];

/** @returns what was done, in a line, without any password */
function provide(deployment: Deployment, renewed: readonly string[]): string {
  const { name } = deployment.config;
  const users = usersOf(deployment);
  if (users.length === 0) return `${name}: there are no users in kafka.users`;
  const file = privateFiles(name).passwords;
  const made = makePasswords(file, users, renewed);
  return `${file}: ${made.length > 0 ? `new passwords for ${made.join(', ')}` : 'every user has a password'}`;
}
