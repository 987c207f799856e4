import type { PartialConfig } from '../salvage';
import { allKnown, type ErrorRule, type WarningRule } from './rule';

/** Fields that name the one broker of an operation. */
const OPERATIONS = ['maintain', 'replace'] as const;

/** Maintenance and replacement are of one broker. */
export const operatedBroker: ErrorRule = (config, report) => {
  const ids = allKnown(config.brokers, (broker) => broker.id);
  for (const operation of OPERATIONS) {
    const id = config[operation];
    if (id === undefined || !ids || ids.includes(id)) continue;
    report([operation], 'is not the id of a broker', { allowed: ids.join(', ') });
  }
};

/** The first stage builds no broker. */
export const operationNeedsBrokers: ErrorRule = (config, report) => {
  for (const operation of OPERATIONS) {
    if (config[operation] === undefined || config.stage !== 'link') continue;
    report([operation], `stage link builds no broker to ${operation}`, {
      fix: `remove ${operation}, or set stage to full`,
    });
  }
};

/** Each takes a broker down: two at once would be one too many. */
export const oneOperation: ErrorRule = ({ maintain, replace }, report) => {
  if (maintain === undefined || replace === undefined) return;
  report(['replace'], 'stands beside maintain: only one broker may be down', {
    fix: 'replace first, and maintain with a later apply',
  });
};

/** The step on the host does it. */
export const replaceNeedsSsh: ErrorRule = (config, report) => {
  if (config.replace === undefined || reachesBrokers(config)) return;
  report(['replace'], 'needs a way to the brokers by SSH, and there is no bastion', {
    fix: 'set rollout.via',
  });
};

/** Whether Terraform has a way to the brokers by SSH, as far as the file is valid. */
export function reachesBrokers({ rollout, bastion }: PartialConfig): boolean {
  return bastion !== false || rollout?.via !== 'bastion';
}

export const maintenanceEnds: WarningRule = ({ maintain }, report) => {
  if (maintain === undefined) return;
  report(['maintain'], `the next apply may stop broker ${maintain}`, {
    fix: 'remove maintain after that apply',
  });
};

export const replacementEnds: WarningRule = ({ replace }, report) => {
  if (replace === undefined) return;
  report(['replace'], `broker ${replace} may start on a blank disk: what only it holds is lost`, {
    fix: 'remove replace after the next apply',
  });
};

export const destroyable: WarningRule = (config, report) => {
  if (!config.destroyable) return;
  report(['destroyable'], 'every protection is lifted: hosts and data disks can be deleted', {
    fix: 'remove it, unless the deployment is to be torn down',
  });
};
