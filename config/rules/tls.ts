import { reachesBrokers } from './operations';
import { entriesOf, type ErrorRule } from './rule';

/** Without its certificate no broker starts, and only steps on the hosts deliver it. */
export const internalTlsNeedsSsh: ErrorRule = (config, report) => {
  if (config.kafka?.internalTls !== true || config.stage === 'link' || reachesBrokers(config)) return;
  const message =
    'needs a way to the brokers by SSH, and there is no bastion: without its certificate no broker starts';
  report(['kafka', 'internalTls'], message, { fix: 'set rollout.via' });
};

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
