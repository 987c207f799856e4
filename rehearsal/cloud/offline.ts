/** The hosts by which Terraform and OpenTofu name a provider that is given without a host. */
export const HOSTS: readonly string[] = ['registry.terraform.io', 'registry.opentofu.org'];

/** Environment that keeps Terraform from looking for newer versions of itself. */
export const OFFLINE: Readonly<Record<string, string>> = { CHECKPOINT_DISABLE: '1' };
