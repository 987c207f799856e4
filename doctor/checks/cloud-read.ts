import type { Check } from '../finding';

/** Whether the cloud was asked, or only the state. */
export const cloudRead: Check = {
  title: 'cloud',
  applies: ({ cloud }) => cloud !== undefined,
  judge: ({ cloud }) =>
    cloud?.live
      ? []
      : [
          {
            id: 'cloud-unread',
            level: 'warning',
            seen: `the cloud could not be asked, so load balancer, endpoints and rules are judged as last applied: ${cloud?.problem ?? ''}`,
            expected: 'terraform plan -refresh-only succeeds on a copy of the state',
            fix: 'give the credentials that terraform needs, and run terraform init in the stack',
          },
        ],
  well: ({ cloud }) => `${cloud?.resources.length ?? 0} resources as they are now`,
};
