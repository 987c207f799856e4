import type { InstanceConfig } from '@cdktf/provider-alicloud/lib/instance';

/** What all hosts of a deployment have in common. */
export interface HostOptions {
  /** Category of the system disk, such as `cloud_essd`. */
  readonly systemDiskCategory: string;
  /**
   * Encrypt the system disk of a new host.
   * @default false
   */
  readonly systemDiskEncrypted?: boolean;
  /**
   * Whether the metadata service needs a token (IMDSv2): `optional` or `required`.
   * @default - the cloud's default for new hosts
   */
  readonly metadataTokens?: 'optional' | 'required';
}

/** The options as arguments of an instance. */
export function hostArguments(options: HostOptions): Partial<InstanceConfig> {
  const { systemDiskCategory, systemDiskEncrypted, metadataTokens } = options;
  return {
    systemDiskCategory,
    systemDiskEncrypted: systemDiskEncrypted || undefined,
    // The API call that changes one needs the other as well.
    ...(metadataTokens && { httpTokens: metadataTokens, httpEndpoint: 'enabled' }),
  };
}
