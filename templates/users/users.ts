import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isScram } from '../../domain/mechanisms';
import { controllersOf, hostAndPort } from '../../plan/brokers';
import type { AccessPlan, ClusterPlan } from '../../plan/types';
import { render } from '../rendering/engine';
import { internalClient } from '../settings/internal-tls';
import { delimiterFor } from '../rendering/here-document';
import { escapeFor, type RenderOptions } from '../rendering/target';

/** The program that creates, changes and removes users; the host's JDK compiles it. */
const PROGRAM = readFileSync(join(__dirname, 'Users.java'), 'utf8');

/** Folder in a host's memory to which passwords are delivered; only root may read it. */
export const DELIVERY_FOLDER = '/run/kafka-users';

/** File on a broker's host with the passwords of PLAIN, as `deliver.sh` places it. */
export const PASSWORDS_ON_HOST = '/etc/kafka/secrets/users';

/** The file there: a user and its password on each line. */
export const PASSWORDS_FILE = `${DELIVERY_FOLDER}/passwords`;

/**
 * Renders the script that brings the users of a cluster and their rights to the plan, for a host with Kafka's libraries
 * that can connect to INTERNAL. It asks the controllers, which are fixed for the life of the cluster, so that the
 * script does not change with the number of brokers.
 */
export function renderUsers(
  plan: ClusterPlan,
  access: AccessPlan,
  { gateTimeoutSeconds, ...options }: RenderOptions & { readonly gateTimeoutSeconds: number },
): string {
  const servers = controllersOf(plan)
    .map(({ internal }) => hostAndPort(internal))
    .join(',');
  const script = render('users/users.sh', {
    servers,
    client: internalClient(plan),
    gateTimeoutSeconds,
    folder: DELIVERY_FOLDER,
    delimiter: delimiterFor([PROGRAM]),
    program: PROGRAM,
    lines: wanted(access),
    summary: summary(access),
  });
  return escapeFor(script, options);
}

/** Renders the script that puts delivered passwords where a broker reads them at every login by PLAIN. */
export function renderDelivery({ users }: AccessPlan, nodeId: number, options: RenderOptions = {}): string {
  const names = users.map(({ name }) => name).join(', ');
  return escapeFor(render('users/deliver.sh', { folder: DELIVERY_FOLDER, nodeId, names }), options);
}

function wanted({ mechanisms, users, removedUsers }: AccessPlan): string[] {
  return [
    ...mechanisms.filter(isScram).map((name) => `mechanism ${name}`),
    ...users.flatMap(({ name, rights }) => [
      `user ${name}`,
      ...rights.map((right) =>
        ['right', name, right.resource, right.pattern, right.name, right.operation].join(' '),
      ),
    ]),
    ...removedUsers.map((name) => `removed ${name}`),
  ];
}

function summary({ users }: AccessPlan): string {
  return `the users are as planned: ${users.map(({ name }) => name).join(', ')}`;
}
