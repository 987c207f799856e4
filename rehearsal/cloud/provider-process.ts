import { readFileSync } from 'node:fs';
import { alicloud } from './alicloud';
import type { CloudApi } from './model/api';
import { nullCloud, nullProvider } from './null';
import type { Identity } from './protocol/identity';
import { runPlugin } from './protocol/plugin';
import { providerService } from './protocol/service';

/** How a provider process gets at its cloud: the module that it is told to load exports this as `openCloud`. */
export type OpenCloud = (cloudFile: string) => CloudApi | Promise<CloudApi>;

/** What a provider process has to know; the file is beside the program. */
export interface ProcessSettings {
  cloudFile: string;
  identity: Identity;
}

/**
 * Main function of a provider process.
 *
 * @param openCloud opens the cloud behind the provider of Alibaba Cloud
 * @param settingsFile a file of `ProcessSettings`
 * @param source which provider to be, for example `aliyun/alicloud`
 */
export async function runProviderProcess(
  openCloud: OpenCloud,
  settingsFile: string,
  source: string | undefined,
): Promise<void> {
  const { cloudFile, identity } = JSON.parse(readFileSync(settingsFile, 'utf8')) as ProcessSettings;
  const service =
    source === nullProvider.source
      ? providerService(nullProvider, nullCloud)
      : providerService(alicloud, await openCloud(cloudFile));
  await runPlugin(service, identity);
}
