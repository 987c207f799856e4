import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildProviderProgram } from './build-program';
import { alicloud } from './alicloud';
import { writeMirror } from './mirror';
import { nullProvider } from './null';
import { OFFLINE } from './offline';
import { createIdentity } from './protocol/identity';
import type { ProcessSettings } from './provider-process';
import { replaceFile } from './replace-file';

/** Where Terraform is to find the simulated providers, and they their cloud. */
export interface Preparation {
  /** A folder for the provider program, its mirror and Terraform's CLI configuration; made when missing. */
  dir: string;
  /** The file in which the cloud lives. */
  cloudFile: string;
  /** The module that exports `openCloud`; by default the simulated Alibaba Cloud. */
  cloudModule?: string;
}

/**
 * Lets `terraform` find the simulated providers where it would else ask a registry. The launchers of a folder are
 * always the same files, so a lock file written against them stays valid when the program behind them changes.
 *
 * @returns environment variables for `terraform`
 */
export async function prepareTerraform(preparation: Preparation): Promise<Record<string, string>> {
  const dir = resolve(preparation.dir);
  const cloudModule = preparation.cloudModule ?? join(__dirname, 'model', 'index');
  mkdirSync(dir, { recursive: true });
  const settings: ProcessSettings = {
    cloudFile: resolve(preparation.cloudFile),
    identity: await createIdentity(),
  };
  const settingsFile = join(dir, 'provider.json');
  replaceFile(settingsFile, JSON.stringify(settings), 0o600);
  const program = join(dir, 'provider.js');
  buildProviderProgram({ cloudModule, settingsFile, program });
  const configuration = writeMirror(dir, program, [alicloud, nullProvider]);
  return { ...OFFLINE, TF_CLI_CONFIG_FILE: configuration };
}
