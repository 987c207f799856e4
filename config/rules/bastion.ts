import { parseCidr } from '../../domain/cidr';
import type { ErrorRule, WarningRule } from './rule';

/** Somebody has to fetch the archives. */
export const deliveryNeedsBastion: ErrorRule = (config, report) => {
  if (config.bastion !== false || config.kafka?.delivery !== 'bastion') return;
  report(['kafka', 'delivery'], 'needs a bastion, but there is none', {
    fix: 'describe a bastion, or set kafka.delivery to url or image',
  });
};

/** Brokers have no public address. */
export const sshReach: WarningRule = ({ bastion, security }, report) => {
  if (bastion || security.sshFrom.length > 0) return;
  report(
    ['security', 'sshFrom'],
    'without a bastion and with an empty list, nothing reaches SSH on the brokers',
    {
      fix: 'list the ranges of your own bastion',
    },
  );
};

/** PingCAP's document opens SSH to the world, to be narrowed in production. */
export const openSsh: WarningRule = ({ bastion }, report) => {
  for (const [index, range] of (bastion ? bastion.allowSshFrom : []).entries()) {
    if (parseCidr(range)?.prefix !== 0) continue;
    report(['bastion', 'allowSshFrom', index], "the bastion's SSH is open to the world", {
      fix: 'list the ranges that administrators come from',
    });
  }
};

/** Without SSH, a change of the file reaches brokers that run neither now nor later. */
export const rolloutReach: WarningRule = ({ bastion, rollout, stage }, report) => {
  if (bastion || stage === 'link' || rollout.via !== 'bastion') return;
  report(['rollout', 'via'], 'there is no bastion, so no change reaches brokers that run', {
    allowed: 'direct, or a bastion of your own with host and hostKey',
    fix: 'set rollout.via',
  });
};
