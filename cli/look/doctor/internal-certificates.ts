import type { InternalCertificates } from '../../../doctor/identity-of';
import { INTERNAL_CA, INTERNAL_CERTIFICATES } from '../../../secrets/names';
import { readInternal } from '../../../secrets/internal-ca/terraform-variables';
import { mapIn } from './map-in';

/**
 * As Terraform gets them: by variables, or from the file of `kafka-link internal-certificates`.
 *
 * @throws UserError when the variable or the file cannot be read
 */
export function internalCertificates(
  file: string,
  variables: Readonly<Record<string, string>>,
): InternalCertificates {
  const kept = readInternal(file);
  const given = mapIn(variables, INTERNAL_CERTIFICATES, '{"bastion-node":"-----BEGIN PRIVATE KEY-----…"}');
  return {
    ca: variables[INTERNAL_CA] ?? kept[INTERNAL_CA],
    byHost: given ?? kept[INTERNAL_CERTIFICATES] ?? {},
  };
}
