import { LAB_PREREQUISITES, missingPrerequisites, type Prerequisite } from '../lab/common';

const JDK = { apt: 'openjdk-17-jdk-headless', dnf: 'java-17-openjdk-devel' };

/** What a rehearsal needs besides what every lab needs. */
const MORE: readonly Prerequisite[] = [
  { command: 'haproxy', apt: 'haproxy', dnf: 'haproxy' },
  { command: 'java', ...JDK },
  { command: 'jar', ...JDK },
  { command: 'mvn', apt: 'maven', dnf: 'maven' },
  { command: 'ssh-keygen', apt: 'openssh-client', dnf: 'openssh-clients' },
];

const TERRAFORM = { command: 'terraform', apt: 'terraform', dnf: 'terraform' };

const CONTAINER = `With Docker, in the project's folder:
  docker run --rm -it --privileged -v "$PWD":/project -w /project node:22-bookworm bash
and in it, as root: npm ci && npm run rehearse`;

/** What stands between this machine and a rehearsal, with the remedy; '' when nothing does. */
export function obstacles(machine: Parameters<typeof missingPrerequisites>[1] = {}): string {
  const problems = missingPrerequisites([...LAB_PREREQUISITES, ...MORE], machine);
  if ((machine.platform ?? process.platform) !== 'linux') problems.push(CONTAINER);
  // Distributions do not have it.
  else if (missingPrerequisites([TERRAFORM], { ...machine, uid: 0 }).length > 0) {
    problems.push('missing: terraform 1.5 or later; https://developer.hashicorp.com/terraform/install');
  }
  return problems.join('\n');
}
