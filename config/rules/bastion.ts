import { parseCidr } from '../../domain/cidr';
import type { ErrorRule, WarningRule } from './rule';

/** With delivery `bastion`, the bastion fetches the archives. */
export const deliveryNeedsBastion: ErrorRule = (config, report) => {
  if (config.bastion !== false || config.kafka?.delivery !== 'bastion') return;
  report(['kafka', 'delivery'], 'needs a bastion, and there is none', {
    fix: 'add a bastion, or set kafka.delivery to url or image',
  });
};

/** Brokers have no public address. */
export const sshReach: WarningRule = ({ bastion, security }, report) => {
  if (bastion || security.sshFrom.length > 0) return;
  report(['security', 'sshFrom'], 'is empty, and there is no bastion: nobody reaches SSH on the brokers', {
    fix: 'list the range of your own bastion',
  });
};

/** PingCAP's document opens SSH to the world, and says to narrow it in production. */
export const openSsh: WarningRule = ({ bastion }, report) => {
  for (const [index, range] of (bastion ? bastion.allowSshFrom : []).entries()) {
    if (parseCidr(range)?.prefix !== 0) continue;
    report(['bastion', 'allowSshFrom', index], "opens the bastion's SSH to the world", {
      fix: 'list the ranges of your administrators',
    });
  }
};

/** Without SSH, a change of the file never reaches running brokers. */
export const rolloutReach: WarningRule = ({ bastion, rollout, stage }, report) => {
  if (bastion || stage === 'link' || rollout.via !== 'bastion') return;
  report(['rollout', 'via'], 'is bastion, and there is none: no change reaches running brokers', {
    allowed: 'direct, or your own bastion with host and hostKey',
    fix: 'set rollout.via',
  });
};
