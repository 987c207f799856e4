import type { Attributes } from '../api';
import type { DataHandler } from '../handler';
import { allImages } from '../images';
import { digest } from '../ids';
import { flag, text } from '../values';
import type { Image } from '../state';

/** data.alicloud_images, newest first. */
export const images: DataHandler = (tx, config) => {
  const name = new RegExp(text(config, 'name_regex'));
  const wanted = (attribute: string, actual: string) => ['', actual].includes(text(config, attribute));
  const found = allImages(tx.meta).filter(
    (image) =>
      name.test(image.name) &&
      wanted('owners', image.owner) &&
      wanted('image_id', image.id) &&
      wanted('image_name', image.name) &&
      wanted('os_type', 'linux') &&
      wanted('architecture', 'x86_64') &&
      wanted('status', 'Available'),
  );
  const listed = flag(config, 'most_recent') ? found.slice(0, 1) : found;
  const ids = listed.map((image) => image.id);
  return { id: digest(ids.join()).slice(0, 10), ids, images: listed.map(describe) };
};

function describe(image: Image): Attributes {
  return {
    architecture: 'x86_64',
    creation_time: image.created,
    disk_device_mappings: [],
    id: image.id,
    image_id: image.id,
    image_owner_alias: image.owner,
    image_version: '',
    is_copied: false,
    is_self_shared: '',
    is_subscribed: false,
    is_support_io_optimized: true,
    name: image.name,
    os_name: image.osName,
    os_name_en: image.osName,
    os_type: 'linux',
    platform: image.platform,
    product_code: '',
    progress: '100%',
    size: image.size,
    state: 'Available',
    status: 'Available',
    tags: {},
    usage: 'none',
  };
}
