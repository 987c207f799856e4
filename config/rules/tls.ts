import { reachesBrokers } from './operations';
import { entriesOf, type ErrorRule } from './rule';

/** The certificate and its key are delivered by steps on the hosts. */
export const certificateNeedsSsh: ErrorRule = (config, report) => {
  if (config.stage === 'link' || reachesBrokers(config)) return;
  for (const [index, { tls }] of entriesOf(config.externalListeners)) {
    if (tls === undefined) continue;
    const message =
      'needs a way to the brokers by SSH, and there is no bastion: no certificate would reach them';
    report(['externalListeners', index, 'tls'], message, { fix: 'set rollout.via' });
  }
};
