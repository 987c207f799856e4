import { reachesBrokers } from './operations';
import { entriesOf, type ErrorRule } from './rule';

/** Without its certificate no broker starts, and only steps on the hosts, over SSH, deliver it. */
export const internalTlsNeedsSsh: ErrorRule = (config, report) => {
  if (config.kafka?.internalTls !== true || config.stage === 'link' || reachesBrokers(config)) return;
  const message =
    'needs SSH to the brokers, and there is no bastion: without their certificates no broker starts';
  report(['kafka', 'internalTls'], message, { fix: 'set rollout.via' });
};

/** Steps on the hosts, over SSH, deliver the certificate and its key. */
export const certificateNeedsSsh: ErrorRule = (config, report) => {
  if (config.stage === 'link' || reachesBrokers(config)) return;
  for (const [index, { tls }] of entriesOf(config.externalListeners)) {
    if (tls === undefined) continue;
    const message = 'needs SSH to the brokers, and there is no bastion: no certificate would reach them';
    report(['externalListeners', index, 'tls'], message, { fix: 'set rollout.via' });
  }
};
