import { allKnown, type ErrorRule, type WarningRule } from './rule';

/** Maintenance is of one broker. */
export const maintainedBroker: ErrorRule = (config, report) => {
  const { maintain } = config;
  const ids = allKnown(config.brokers, (broker) => broker.id);
  if (maintain === undefined || !ids || ids.includes(maintain)) return;
  report(['maintain'], 'is not the id of a broker', { allowed: ids.join(', ') });
};

/** The first stage builds no broker. */
export const maintainNeedsBrokers: ErrorRule = (config, report) => {
  if (config.maintain === undefined || config.stage !== 'link') return;
  report(['maintain'], 'stage link builds no broker to maintain', {
    fix: 'remove maintain, or set stage to full',
  });
};

export const maintenanceEnds: WarningRule = ({ maintain }, report) => {
  if (maintain === undefined) return;
  report(['maintain'], `the next apply may stop broker ${maintain}`, {
    fix: 'remove maintain after that apply',
  });
};

export const destroyable: WarningRule = (config, report) => {
  if (!config.destroyable) return;
  report(['destroyable'], 'every protection is lifted: hosts and data disks can be deleted', {
    fix: 'remove it, unless the deployment is to be torn down',
  });
};
