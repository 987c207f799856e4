import type { Check } from '../../config/load';
import { planCluster } from '../../plan/plan';
import {
  renderBastionUserData,
  renderBrokerUserData,
  USER_DATA_LIMIT,
  UserDataTooLarge,
} from '../../templates/user-data';

/** A disk id of full length, for measuring. */
const DATA_DISK_ID = 'd-00000000000000000000';
/** A line as long as one with an ed25519 host key and its public key. */
const HOST_KEY = '#'.repeat(640);

/** Refuses a deployment whose user data exceeds the limit; only `kafka.properties` can make it that large. */
export const userDataFits: Check = (config, report) => {
  if (config.cluster === 'existing') return; // no host is built
  const plan = planCluster(config);
  try {
    if (plan.bastion) renderBastionUserData(plan, { hostKey: HOST_KEY });
    for (const broker of plan.brokers)
      renderBrokerUserData(plan, broker, { dataDiskId: DATA_DISK_ID, hostKey: HOST_KEY });
  } catch (error) {
    if (!(error instanceof UserDataTooLarge)) throw error;
    report(['kafka', 'properties'], error.message, {
      allowed: `${USER_DATA_LIMIT} bytes before base64`,
      fix: 'set fewer or shorter properties',
    });
  }
};
