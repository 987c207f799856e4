import { absent, LAB_PREREQUISITES, missingPrerequisites, packages, type Prerequisite } from '../lab/common';
import { NLB_PREREQUISITES } from '../lab/nlb';
import { JAVA_CLIENT_PREREQUISITES, PRIVATE_LINK_PREREQUISITES } from '../lab/privatelink';

export { packages, type Prerequisite };

/** What the steps of the scenarios need themselves. */
const OWN: readonly Prerequisite[] = [
  { command: 'jar', apt: 'openjdk-17-jdk-headless', dnf: 'java-17-openjdk-devel' },
  { command: 'mvn', apt: 'maven', dnf: 'maven' },
  { command: 'ssh-keygen', apt: 'openssh-client', dnf: 'openssh-clients' },
];

/** What a rehearsal needs on the machine and distributions have, each command once. */
export const REHEARSAL_PREREQUISITES: readonly Prerequisite[] = distinct([
  ...LAB_PREREQUISITES,
  ...NLB_PREREQUISITES,
  ...PRIVATE_LINK_PREREQUISITES,
  ...JAVA_CLIENT_PREREQUISITES,
  ...OWN,
]);

// Distributions do not have it.
const TERRAFORM = { command: 'terraform', apt: 'terraform', dnf: 'terraform' };
/** Where Terraform comes from. */
export const GET_TERRAFORM =
  'install Terraform 1.5 or later: https://developer.hashicorp.com/terraform/install';

/** How to rehearse where there is no Linux; the volume keeps the container's dependencies apart from the machine's. */
export const CONTAINER = `With Docker, in the project's folder:
  docker run --rm -it --privileged -v "$PWD":/project -v /project/node_modules -w /project node:22-bookworm bash
and in it, as root, with Terraform installed: npm ci && npm start`;

/** What of it is in no folder of `path`. */
export function missingOn(path: string): Prerequisite[] {
  return absent(REHEARSAL_PREREQUISITES, path);
}

/** What this machine lacks for a rehearsal, with the fix; '' when nothing. */
export function obstacles(machine: Parameters<typeof missingPrerequisites>[1] = {}): string {
  const problems = missingPrerequisites(REHEARSAL_PREREQUISITES, machine);
  if ((machine.platform ?? process.platform) !== 'linux') problems.push(CONTAINER);
  else if (absent([TERRAFORM], machine.path ?? process.env.PATH ?? '').length > 0) {
    problems.push(`missing: terraform; ${GET_TERRAFORM}`);
  }
  return problems.join('\n');
}

function distinct(all: readonly Prerequisite[]): Prerequisite[] {
  return [...new Map(all.map((one) => [one.command, one])).values()];
}
