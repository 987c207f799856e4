import { join } from 'node:path';
import { CERTIFICATE_VARIABLES, HOST_KEYS_FILE, INTERNAL_VARIABLES, PASSWORDS_VARIABLES } from './names';

/** Where Terraform's state of all deployments is, and the private files beside it. */
export const STATE_FOLDER = 'state';

/**
 * The folder of a deployment's state and private files.
 *
 * @param base the folder that `state` is in: by default the present one
 */
export const stateFolder = (deployment: string, base = ''): string => join(base, STATE_FOLDER, deployment);

/** The private files of a deployment. */
export interface PrivateFiles {
  readonly hostKeys: string;
  readonly passwords: string;
  readonly certificate: string;
  readonly internalCertificates: string;
  /** The CA with its key, which Terraform never sees. */
  readonly internalCa: string;
}

export function privateFiles(deployment: string, base?: string): PrivateFiles {
  const own = (name: string): string => join(stateFolder(deployment, base), name);
  return {
    hostKeys: own(HOST_KEYS_FILE),
    passwords: own(PASSWORDS_VARIABLES),
    certificate: own(CERTIFICATE_VARIABLES),
    internalCertificates: own(INTERNAL_VARIABLES),
    internalCa: own('internal-ca.json'),
  };
}
