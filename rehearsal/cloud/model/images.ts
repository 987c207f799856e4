import type { Meta, Image } from './state';
const builtIn: readonly Image[] = [
  image(
    'aliyun_3_x64_20G_alibase_20250629.vhd',
    'Alibaba Cloud Linux 3.2104 LTS 64 bit',
    'Aliyun',
    '2025-06-30',
  ),
  image(
    'aliyun_3_x64_20G_alibase_20251030.vhd',
    'Alibaba Cloud Linux 3.2104 LTS 64 bit',
    'Aliyun',
    '2025-10-31',
  ),
  image('ubuntu_22_04_x64_20G_alibase_20251103.vhd', 'Ubuntu 22.04 64 bit', 'Ubuntu', '2025-11-04'),
  image('ubuntu_24_04_x64_20G_alibase_20251102.vhd', 'Ubuntu 24.04 64 bit', 'Ubuntu', '2025-11-03'),
  image('debian_12_11_x64_20G_alibase_20251030.vhd', 'Debian 12.11 64 bit', 'Debian', '2025-10-31'),
  image('rockylinux_9_6_x64_20G_alibase_20251030.vhd', 'Rocky Linux 9.6 64 bit', 'Rocky Linux', '2025-10-31'),
];

function image(id: string, osName: string, platform: string, day: string): Image {
  return { id, name: id, osName, platform, created: `${day}T02:00:00Z`, size: 20, owner: 'system' };
}

/** All images, newest first. */
export function allImages(meta: Meta): Image[] {
  return [...meta.images, ...builtIn].sort((a, b) => (a.created < b.created ? 1 : -1));
}

/**
 * The image of an id. Besides the listed ones, any custom image (`m-…`) and any dated system image
 * (`…_alibase_<date>.vhd`) is taken to exist, so that a deployment can be rehearsed with its own.
 */
export function findImage(meta: Meta, id: string): Image | undefined {
  const listed = allImages(meta).find((candidate) => candidate.id === id);
  if (listed) return listed;
  const size = /^[a-z]+_\w+_(\d+)G_alibase_\d{8}\.vhd$/.exec(id)?.[1];
  if (size !== undefined) {
    return {
      ...image(id, id.split('_alibase')[0] ?? id, id.split('_')[0] ?? '', '2025-01-01'),
      size: Number(size),
    };
  }
  return /^m-[a-z0-9]{6,}$/.test(id)
    ? { ...image(id, 'Linux 64 bit', 'Others Linux', '2025-01-01'), owner: 'self' }
    : undefined;
}
