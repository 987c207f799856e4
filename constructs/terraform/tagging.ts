import { type IAspect, TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';

export interface TaggingProps {
  /** Values by key. */
  readonly tags: Readonly<Record<string, string>>;
  /**
   * Id of the resource group.
   * @default - the account's default group
   */
  readonly resourceGroupId?: string;
}

/** Sets tags and the resource group on every resource that has them; on a data source they would be a filter. */
export class Tagging implements IAspect {
  constructor(private readonly props: TaggingProps) {}

  visit(node: IConstruct): void {
    if (!TerraformResource.isTerraformResource(node)) return;
    const { tags, resourceGroupId } = this.props;
    if ('tagsInput' in node && Object.keys(tags).length > 0) Object.assign(node, { tags });
    if ('resourceGroupIdInput' in node && resourceGroupId !== undefined)
      Object.assign(node, { resourceGroupId });
  }
}
