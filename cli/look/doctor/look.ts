import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Deployment } from '../../../config/deployments';
import { examine } from '../../../doctor/examine';
import type { Facts } from '../../../doctor/facts';
import { lookFromClient } from '../../../doctor/from-client';
import { UserError } from '../../../domain/user-error';
import type { Endpoint } from '../../../plan/types';
import { readPublicKeys } from '../../../secrets/host-keys';
import { PASSWORDS } from '../../../secrets/names';
import { readPasswords } from '../../../secrets/passwords';
import { privateFiles } from '../../../secrets/state-folder';
import { requireTerraform } from '../../programs';
import { internalCertificates } from './internal-certificates';
import { mapIn } from './map-in';

/** What the doctor goes by, besides the deployment. */
export interface Wanted {
  readonly variables: Readonly<Record<string, string>>;
  /** Bootstrap address of a client, to look as that client does. */
  readonly fromClient?: Endpoint;
}

/** Gathers what there is to know of a deployment. @throws UserError when it cannot be examined */
export async function look(
  { config }: Deployment,
  { variables, fromClient }: Wanted,
  signal: AbortSignal,
): Promise<Facts> {
  const files = privateFiles(config.name);
  // As Terraform gets them: by a variable, or from the file of `kafka-link passwords`.
  const passwords = mapIn(variables, PASSWORDS, '{"changefeed":"…"}') ?? readPasswords(files.passwords);
  if (fromClient) return lookFromClient(config, variables, passwords, fromClient, signal);
  const program = requireTerraform(process.env);
  const stack = resolve('cdktf.out/stacks', config.name);
  if (!existsSync(join(stack, 'cdk.tf.json'))) {
    throw new UserError(
      `there is no ${stack}/cdk.tf.json: npx kafka-link synth, then terraform init in that folder`,
    );
  }
  if (!existsSync(resolve(stack, process.env['TF_DATA_DIR'] || '.terraform'))) {
    throw new UserError(`${stack} is not initialized: run terraform init in that folder`);
  }
  const certificates = internalCertificates(files.internalCertificates, variables);
  const hostKeys = readPublicKeys(files.hostKeys);
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  try {
    return await examine({
      config,
      variables: withHome(variables),
      program,
      stack,
      hostKeys,
      passwords,
      internalCertificates: certificates,
      folder,
      signal,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Terraform expands `~` in this variable, too. */
function withHome(variables: Readonly<Record<string, string>>): Record<string, string> {
  const file = variables['ssh_private_key_file'];
  return file
    ? { ...variables, ssh_private_key_file: resolve(file.replace(/^~(?=\/)/, homedir())) }
    : { ...variables };
}
