import { join, resolve } from 'node:path';
import type { CloudFolder } from './folder';

/** What leads cdktf's command line to the simulated cloud of a folder; what Terraform needs comes on top. */
export function cdktfVariables({ outdir, home }: CloudFolder, file: string): Record<string, string> {
  return {
    KAFKA_CONFIG: resolve(file),
    CDKTF_APP: 'node cli/run.js cli/rehearse/cloud/app.ts',
    CDKTF_OUTPUT: outdir,
    CDKTF_HOME: join(home, '.cdktf'),
    // Its cache would lie in the user's ~/.terraform.d.
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
    // Locking asks a registry, always.
    CDKTF_SKIP_PROVIDER_LOCK: 'true',
  };
}
