import { type TerraformMetaArguments, TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';

export interface TerraformDataProps extends TerraformMetaArguments {
  /** What the state remembers, by name. */
  readonly input: Readonly<Record<string, string>>;
}

/**
 * Terraform's built-in `terraform_data`. cdktf's `DataResource` is the same, but runs `terraform version` at synthesis,
 * which must work without Terraform.
 */
export class TerraformData extends TerraformResource {
  private readonly input: TerraformDataProps['input'];

  constructor(scope: Construct, id: string, { input, ...meta }: TerraformDataProps) {
    super(scope, id, {
      terraformResourceType: 'terraform_data',
      terraformGeneratorMetadata: { providerName: 'terraform' },
      ...meta,
    });
    this.input = input;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { input: this.input };
  }
}
