import type { InstanceConfig } from '@cdktf/provider-alicloud/lib/instance';

/** What all hosts of a deployment have in common. */
export interface HostOptions {
  /** Category of the system disk. */
  readonly systemDiskCategory: string;
  /**
   * Encrypt the system disk of a new host.
   * @default false
   */
  readonly systemDiskEncrypted?: boolean;
  /**
   * Whether the metadata service asks for a token (IMDSv2): `optional` or `required`.
   * @default - what the cloud gives a new host
   */
  readonly metadataTokens?: 'optional' | 'required';
}

/** The same as arguments of an instance. */
export function hostArguments(options: HostOptions): Partial<InstanceConfig> {
  const { systemDiskCategory, systemDiskEncrypted, metadataTokens } = options;
  return {
    systemDiskCategory,
    systemDiskEncrypted: systemDiskEncrypted || undefined,
    // The call that changes one wants the other as well.
    ...(metadataTokens && { httpTokens: metadataTokens, httpEndpoint: 'enabled' }),
  };
}
