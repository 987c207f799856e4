import type { Config } from '../../../config/schema';
import { CONTAINER, GET_TERRAFORM, packages } from '../../../rehearsal/scenarios/prerequisites';
import { accountBound, notRehearsable } from './limits';
import type { Machine } from './machine';
import type { Hurdle } from './hurdle';

/** Something that is not done. */
export interface Skipped {
  what: string;
  hurdles: readonly Hurdle[];
}

/** What `npm start` does beyond synthesis. */
export interface Decision {
  /** A rehearsal contains the apply. */
  run: 'rehearsal' | 'apply' | 'nothing';
  /** Debian's packages to install before. */
  install: readonly string[];
  skipped: readonly Skipped[];
}

/** Decides how much a machine can do with a deployment. */
export function decide(machine: Machine, config: Config, mayInstall: boolean): Decision {
  const canInstall = machine.apt && mayInstall;
  const apply = { what: 'the apply to a simulated cloud', hurdles: applyHurdles(machine, config) };
  const rehearsal = {
    what: 'the rehearsal with real Kafka',
    hurdles: rehearsalHurdles(machine, config, canInstall),
  };
  const skipped = [apply, rehearsal].filter(({ hurdles }) => hurdles.length > 0);
  if (rehearsal.hurdles.length === 0) {
    return { run: 'rehearsal', install: packages(machine.missing, 'apt'), skipped: [] };
  }
  return { run: apply.hurdles.length === 0 ? 'apply' : 'nothing', install: [], skipped };
}

function applyHurdles({ platform, terraform, missingPackages }: Machine, config: Config): Hurdle[] {
  if (platform === 'win32')
    return [{ reason: 'the simulated cloud needs Linux or macOS', remedy: CONTAINER }];
  const hurdles = [...accountBound(config), ...packageHurdles(missingPackages.cloud)];
  if (terraform === undefined) {
    hurdles.push({ reason: 'there is neither terraform nor tofu on PATH', remedy: GET_TERRAFORM });
  }
  return hurdles;
}

function rehearsalHurdles(machine: Machine, config: Config, canInstall: boolean): Hurdle[] {
  const { platform, root, privileged, terraformOnPath, missing, apt } = machine;
  const { missingPackages } = machine;
  const hurdles = [
    ...accountBound(config),
    ...notRehearsable(config),
    ...packageHurdles(missingPackages.rehearsal),
  ];
  if (platform !== 'linux') {
    return [...hurdles, { reason: `it needs Linux, and this is ${platform}`, remedy: CONTAINER }];
  }
  if (!root) hurdles.push({ reason: 'it needs root', remedy: 'sudo npm start' });
  else if (!privileged) {
    hurdles.push({
      reason: 'root may make neither namespaces nor mounts here, as in most containers',
      remedy: 'on the machine itself: sudo npm start; with Docker: docker run --privileged',
    });
  }
  if (!terraformOnPath) hurdles.push({ reason: 'there is no terraform on PATH', remedy: GET_TERRAFORM });
  // What the next run installs by itself is no hurdle.
  if (missing.length > 0 && !canInstall) {
    const commands = missing.map(({ command }) => command).join(', ');
    const install = apt ? 'apt-get install -y' : 'dnf install -y';
    const remedy = `${install} ${packages(missing, apt ? 'apt' : 'dnf').join(' ')}`;
    hurdles.push({ reason: `missing: ${commands}`, remedy });
  }
  return hurdles;
}

function packageHurdles(missing: readonly string[]): Hurdle[] {
  if (missing.length === 0) return [];
  return [{ reason: `packages of npm are not installed: ${missing.join(', ')}`, remedy: 'npm ci' }];
}
