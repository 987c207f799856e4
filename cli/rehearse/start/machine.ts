import { readFileSync } from 'node:fs';
import { missingOn, type Prerequisite } from '../../../rehearsal/scenarios/prerequisites';
import { missingPackages } from '../../command/packages';
import { findProgram, findTerraform } from '../../programs';

/** What decides how much a machine can do. */
export interface Machine {
  platform: NodeJS.Platform;
  root: boolean;
  /** Whether root may make namespaces and mounts, as it may not in most containers. */
  privileged: boolean;
  /** The program that applies: Terraform, OpenTofu or what `TERRAFORM_BINARY_NAME` names. */
  terraform: string | undefined;
  /** Whether there is a `terraform`, the only one that rehearsals run. */
  terraformOnPath: boolean;
  /** Whether packages come by apt-get. */
  apt: boolean;
  /** Packages of npm that the simulated cloud and the rehearsal need and that are not installed. */
  missingPackages: { cloud: readonly string[]; rehearsal: readonly string[] };
  /** What a rehearsal needs and is not there. */
  missing: readonly Prerequisite[];
}

/** The machine that this runs on. */
export function thisMachine(env: NodeJS.ProcessEnv = process.env): Machine {
  const path = env['PATH'] ?? '';
  const onPath = (name: string) => findProgram([name], path) !== undefined;
  return {
    platform: process.platform,
    root: process.getuid?.() === 0,
    privileged: process.platform === 'linux' && isPrivileged(readFileSync('/proc/self/status', 'utf8')),
    terraform: findTerraform(env),
    terraformOnPath: onPath('terraform'),
    apt: onPath('apt-get'),
    missingPackages: { cloud: missingPackages('cloud'), rehearsal: missingPackages('rehearsal') },
    missing: missingOn(path),
  };
}

const CAP_NET_ADMIN = 12n;
const CAP_SYS_ADMIN = 21n;

/** Reads the effective capabilities in `/proc/<pid>/status`. */
export function isPrivileged(status: string): boolean {
  const effective = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`);
  return [CAP_NET_ADMIN, CAP_SYS_ADMIN].every((capability) => ((effective >> capability) & 1n) === 1n);
}
