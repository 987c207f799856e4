import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

/** A command, and the packages that bring it. */
export interface Prerequisite {
  command: string;
  /** Debian, Ubuntu. */
  apt: string;
  /** Fedora, Alibaba Cloud Linux. */
  dnf: string;
}

/** What every lab needs on the machine. */
export const LAB_PREREQUISITES: readonly Prerequisite[] = [
  { command: 'unshare', apt: 'util-linux', dnf: 'util-linux' },
  { command: 'setpriv', apt: 'util-linux', dnf: 'util-linux' },
  { command: 'losetup', apt: 'mount', dnf: 'util-linux' },
  { command: 'ip', apt: 'iproute2', dnf: 'iproute' },
  { command: 'sysctl', apt: 'procps', dnf: 'procps-ng' },
  { command: 'nft', apt: 'nftables', dnf: 'nftables' },
  { command: 'mkfs.ext4', apt: 'e2fsprogs', dnf: 'e2fsprogs' },
  { command: 'debootstrap', apt: 'debootstrap', dnf: 'debootstrap' },
  { command: 'ssh', apt: 'openssh-client', dnf: 'openssh-clients' },
];

/** What this machine lacks for a lab, in sentences; empty when nothing. */
export function missingPrerequisites(
  needed: readonly Prerequisite[],
  machine: { path?: string; uid?: number; platform?: NodeJS.Platform } = {},
): string[] {
  const {
    path = process.env.PATH ?? '',
    uid = process.getuid?.() ?? -1,
    platform = process.platform,
  } = machine;
  if (platform !== 'linux') {
    return [
      `a lab needs Linux, and this is ${platform}: run it in a privileged Linux container or virtual machine`,
    ];
  }
  const problems = uid === 0 ? [] : ['a lab needs root: it boots hosts in namespaces of their own'];
  const missing = absent(needed, path);
  if (missing.length > 0) {
    problems.push(
      `missing: ${missing.map(({ command }) => command).join(', ')}; install them:\n` +
        `  Debian, Ubuntu:              apt-get install -y ${packages(missing, 'apt').join(' ')}\n` +
        `  Fedora, Alibaba Cloud Linux: dnf install -y ${packages(missing, 'dnf').join(' ')}`,
    );
  }
  return problems;
}

/** Those whose command is in no folder of `path`. */
export function absent(needed: readonly Prerequisite[], path: string): Prerequisite[] {
  return needed.filter(({ command }) => !isInstalled(command, path));
}

/** The packages that bring these commands, each once. */
export function packages(of: readonly Prerequisite[], manager: 'apt' | 'dnf'): string[] {
  return [...new Set(of.map((one) => one[manager]))];
}

/** @throws naming everything that is missing, with the line that installs it */
export function requirePrerequisites(needed: readonly Prerequisite[] = LAB_PREREQUISITES): void {
  const problems = missingPrerequisites(needed);
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

function isInstalled(command: string, path: string): boolean {
  return path.split(':').some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
