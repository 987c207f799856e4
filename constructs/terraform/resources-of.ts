import { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';

/** Every resource in a construct, for what must wait for all of it. */
export function resourcesOf(construct: Construct | undefined): TerraformResource[] {
  return (construct?.node.findAll() ?? []).filter((node) => TerraformResource.isTerraformResource(node));
}
