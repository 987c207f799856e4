import { join } from 'node:path';
import type { Deployment } from '../config/deployments';
import { readArguments, USAGE } from './passwords/arguments';
import { makePasswords } from '../secrets/passwords';
import { requested } from './request';
import { PASSWORDS_VARIABLES } from '../secrets/names';

/**
 * `npm run passwords`: a password for every user of Kafka that has none yet, as a Terraform variable beside the state. The
 * next synthesis puts it where Terraform finds it by itself.
 */
function main(): number {
  const request = requested(readArguments, USAGE);
  if (typeof request === 'number') return request;
  const { deployments } = request;
  const known = deployments.flatMap(usersOf);
  const unknown = request.renewed.filter((user) => !known.includes(user));
  if (unknown.length > 0) {
    process.stderr.write(`--new names no user of these deployments: ${unknown.join(', ')}\n`);
    return 1;
  }
  for (const deployment of deployments) process.stdout.write(`${provide(deployment, request.renewed)}\n`);
  return 0;
}

const usersOf = ({ config }: Deployment): string[] =>
  config.cluster === 'new' ? config.kafka.users.map(({ name }) => name) : [];

/** @returns what was done, in a line, without any password */
function provide(deployment: Deployment, renewed: readonly string[]): string {
  const { name } = deployment.config;
  const users = usersOf(deployment);
  if (users.length === 0) return `${name}: there are no users in kafka.users`;
  const file = join('state', name, PASSWORDS_VARIABLES);
  const made = makePasswords(file, users, renewed);
  return `${file}: ${made.length > 0 ? `new passwords for ${made.join(', ')}` : 'every user has a password'}`;
}

process.exitCode = main();
