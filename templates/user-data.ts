import type { BrokerPlan, NewClusterPlan } from '../plan/types';
import { bastionFiles, bastionService } from './bastion/bastion-files';
import { brokerFiles } from './broker/broker-files';
import { render } from './rendering/engine';
import { hostSize } from './rendering/terraform';
import { escapeFor, type RenderOptions } from './rendering/target';

/** Most bytes of user data that Alibaba Cloud accepts for an instance, before base64. */
export const USER_DATA_LIMIT = 32768;

/** A host's user data exceeds `USER_DATA_LIMIT`. */
export class UserDataTooLarge extends Error {
  constructor(
    readonly host: string,
    /** In bytes. */
    readonly size: number,
  ) {
    super(`user data of ${host} has ${size} bytes, more than ${USER_DATA_LIMIT}`);
    this.name = 'UserDataTooLarge';
  }
}

/** What user data contains besides the plan. */
export interface UserDataOptions extends RenderOptions {
  /**
   * A line of `#cloud-config` that gives the host its SSH host key; usually a token.
   * @default - the host generates its own
   */
  readonly hostKey?: string;
}

/** What a broker's user data contains besides the plan. */
export interface BrokerUserDataOptions extends UserDataOptions {
  /** Id of the data disk (`d-…`), usually a token. */
  readonly dataDiskId: string;
}

/**
 * Renders a broker's cloud-init user data: its configuration, its units and the script that prepares it.
 *
 * @throws UserDataTooLarge when it is larger than `USER_DATA_LIMIT`
 */
export function renderBrokerUserData(
  plan: NewClusterPlan,
  broker: BrokerPlan,
  options: BrokerUserDataOptions,
): string {
  const files = brokerFiles(plan, broker, options.dataDiskId);
  const { hostKey = '' } = options;
  return escapeFor(checked(broker.name, render('broker/broker-user-data', { files, hostKey })), options);
}

/**
 * Renders the bastion's cloud-init user data: the mirror of the archives and the test scripts.
 *
 * @throws Error when the plan has no bastion
 * @throws UserDataTooLarge when it is larger than `USER_DATA_LIMIT`
 */
export function renderBastionUserData(plan: NewClusterPlan, options: UserDataOptions = {}): string {
  if (!plan.bastion) throw new Error('the plan has no bastion');
  const files = bastionFiles(plan, plan.bastion);
  const { hostKey = '' } = options;
  const text = render('bastion/bastion-user-data', { files, hostKey, service: bastionService(plan) });
  return escapeFor(checked(plan.bastion.name, text), options);
}

/** Bytes of user data on the host, before base64; each token counts with its longest possible value. */
export function userDataSize(text: string): number {
  return hostSize(text);
}

function checked(host: string, text: string): string {
  const size = userDataSize(text);
  if (size > USER_DATA_LIMIT) {
    throw new UserDataTooLarge(host, size);
  }
  return text;
}
