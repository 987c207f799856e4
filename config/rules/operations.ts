import type { PartialConfig } from '../salvage';
import { allKnown, type ErrorRule, type WarningRule } from './rule';

/** Fields that name the one broker of an operation. */
const OPERATIONS = ['maintain', 'replace'] as const;

/** Maintenance and replacement are for one broker of the file. */
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
    report([operation], `has no effect with stage link, which builds no brokers`, {
      fix: `remove ${operation}, or set stage to full`,
    });
  }
};

/** Each stops a broker, and only one may be down at a time. */
export const oneOperation: ErrorRule = ({ maintain, replace }, report) => {
  if (maintain === undefined || replace === undefined) return;
  report(['replace'], 'cannot be combined with maintain: only one broker may be down at a time', {
    fix: 'remove maintain, apply, and set it for a later apply',
  });
};

/** A step on the host, over SSH, replaces the data; the gate before maintenance runs on a host, too. */
export const operationNeedsSsh: ErrorRule = (config, report) => {
  for (const operation of OPERATIONS) {
    if (config[operation] === undefined || reachesBrokers(config)) continue;
    report([operation], 'needs SSH to the brokers, and there is no bastion', { fix: 'set rollout.via' });
  }
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
  report(['replace'], `broker ${replace} may start on a blank disk: data that only it has is lost`, {
    fix: 'remove replace after the next apply',
  });
};

export const destroyable: WarningRule = (config, report) => {
  if (!config.destroyable) return;
  report(['destroyable'], 'is true: hosts and data disks can be deleted', {
    fix: 'remove it, unless you want to destroy the deployment',
  });
};
