/** What the base images of Debian and Alibaba Cloud Linux 3 hold, as far as our scripts use it. */
export const COREUTILS = [
  ...[
    'base64',
    'cat',
    'chmod',
    'chown',
    'cp',
    'date',
    'echo',
    'env',
    'head',
    'id',
    'install',
    'ln',
    'ls',
    'mkdir',
    'mktemp',
    'mv',
  ],
  ...[
    'readlink',
    'rm',
    'sha256sum',
    'sleep',
    'sort',
    'stat',
    'sync',
    'tail',
    'tee',
    'timeout',
    'touch',
    'tr',
    'wc',
  ],
];
export const UTIL_LINUX = [
  ...[
    'blkid',
    'blockdev',
    'fallocate',
    'findmnt',
    'flock',
    'lsblk',
    'mount',
    'mountpoint',
    'runuser',
    'umount',
    'wipefs',
  ],
];
export const OTHERS = [
  ...[
    'awk',
    'bash',
    'curl',
    'grep',
    'gzip',
    'journalctl',
    'sed',
    'systemctl',
    'systemd-run',
    'tar',
    'useradd',
  ],
  ...['dumpe2fs', 'mkfs.ext4', 'mkfs.xfs', 'resize2fs', 'xfs_growfs', 'xfs_info'],
];

export const ALLOWED: readonly string[] = [...COREUTILS, ...UTIL_LINUX, ...OTHERS];
