import { accessSync } from 'node:fs';
import { constants as files } from 'node:fs';
import { delimiter } from 'node:path';
import { join } from 'node:path';
import { UserError } from '../domain/user-error';

/** The program that `TERRAFORM_BINARY_NAME` names, else Terraform, else OpenTofu; undefined when none is on `PATH`. */
export function findTerraform(env: NodeJS.ProcessEnv): string | undefined {
  const { TERRAFORM_BINARY_NAME: named, PATH: path = '' } = env;
  return findProgram(named ? [named] : ['terraform', 'tofu'], path);
}

/** @throws UserError when neither is there */
export function requireTerraform(env: NodeJS.ProcessEnv): string {
  const found = findTerraform(env);
  if (found === undefined) throw new UserError('there is neither terraform nor tofu on PATH; install one');
  return found;
}

/** The first of some programs that there is, in the folders of `path` unless its name says where. */
export function findProgram(names: readonly string[], path: string): string | undefined {
  return names
    .flatMap((name) =>
      name.includes('/') ? [name] : path.split(delimiter).map((folder) => join(folder, name)),
    )
    .find(isExecutable);
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, files.X_OK);
    return true;
  } catch {
    return false;
  }
}
