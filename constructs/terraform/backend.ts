import { TerraformBackend } from 'cdktf';
import type { Construct } from 'constructs';
import { STATE_FOLDER } from '../../secrets/state-folder';

/**
 * Any Terraform backend, its arguments under Terraform's own names. cdktf's classes cover a fixed set, and without a
 * backend cdktf would write the path of this machine into the JSON.
 */
export class StateBackend extends TerraformBackend {
  constructor(
    scope: Construct,
    type: string,
    private readonly settings: Readonly<Record<string, unknown>>,
  ) {
    super(scope, 'backend', type);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.settings };
  }

  /** @throws Error always: a deployment is one stack, and no other stack reads its state */
  override getRemoteStateDataSource(): never {
    throw new Error('deployments do not share state');
  }
}

/**
 * The backend of a deployment file. The local state is outside `cdktf.out`, whose stack folders `cdktf` deletes once a
 * synthesis leaves a stack out; the path is relative to the stack's folder, so that the JSON fits every machine.
 */
export function deploymentBackend(
  scope: Construct,
  name: string,
  { type, ...settings }: { readonly type: string; readonly [setting: string]: unknown },
): StateBackend {
  const local = { path: `../../../${STATE_FOLDER}/${name}/terraform.tfstate`, ...settings };
  return new StateBackend(scope, type, type === 'local' ? local : settings);
}
