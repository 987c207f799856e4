import { z } from 'zod';
import { INTERNAL_CA, INTERNAL_CERTIFICATES } from '../names';
import { readPrivately } from '../private-file';

/** Terraform's variables for `internalTls`, as their file has them. */
export const terraformVariables = z.object({
  [INTERNAL_CA]: z.string(),
  [INTERNAL_CERTIFICATES]: z.record(z.string(), z.string()),
});

export type TerraformVariables = z.infer<typeof terraformVariables>;

/** The variables in a file; none when there is no file. @throws UserError without any of its content */
export const readInternal = (file: string): Partial<TerraformVariables> =>
  readPrivately(file, terraformVariables.partial()) ?? {};
