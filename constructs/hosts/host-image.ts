import { DataAlicloudImages } from '@cdktf/provider-alicloud/lib/data-alicloud-images';
import { Construct } from 'constructs';

export interface HostImageProps {
  /**
   * Id of the image.
   * @default - looked up by `nameRegex`
   */
  readonly imageId?: string;
  /**
   * Regular expression: the newest system image whose name matches is used.
   * @default - `imageId` is used
   */
  readonly nameRegex?: string;
}

/** The image that hosts are made from. */
export class HostImage extends Construct {
  /** Id of the image. */
  readonly imageId: string;
  /** The image was looked up at plan time, so that its id changes with every new release. */
  readonly lookedUp: boolean;

  /** @throws Error when not exactly one of `imageId` and `nameRegex` is given */
  constructor(scope: Construct, id: string, props: HostImageProps) {
    super(scope, id);
    if ((props.imageId === undefined) === (props.nameRegex === undefined)) {
      throw new Error('give exactly one of imageId and nameRegex');
    }
    this.lookedUp = props.imageId === undefined;
    this.imageId = props.imageId ?? this.newest(props.nameRegex);
  }

  private newest(nameRegex: string | undefined): string {
    const images = new DataAlicloudImages(this, 'newest', {
      nameRegex,
      owners: 'system',
      mostRecent: true,
      lifecycle: {
        postcondition: [
          {
            condition: '${length(self.images) > 0}',
            errorMessage: 'No system image of the region has a name that matches image.nameRegex.',
          },
        ],
      },
    });
    return images.images.get(0).id;
  }
}
