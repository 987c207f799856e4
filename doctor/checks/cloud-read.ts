import type { Check } from '../finding';

/** Whether the facts are from the cloud, or from the state only. */
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
            seen: `the cloud could not be read, so load balancer, endpoints and rules are checked as last applied: ${cloud?.problem ?? ''}`,
            expected: 'terraform plan -refresh-only succeeds on a copy of the state',
            fix: 'set the credentials that Terraform needs, and run terraform init in the stack',
          },
        ],
  well: ({ cloud }) => `${cloud?.resources.length ?? 0} resources, read now`,
};
