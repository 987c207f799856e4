/** The Debian release of the hosts. */
export const SUITE = 'bookworm';

/** What is installed; brokers install nothing themselves. */
export const PACKAGES: readonly string[] = [
  'ca-certificates',
  'cloud-init',
  'curl',
  'dbus',
  'e2fsprogs',
  'iproute2',
  'iputils-ping',
  'netcat-openbsd',
  'nftables',
  'openssh-server',
  'procps',
  'python3',
  'python3-cffi-backend', // cloud-init needs it under a virtual name, which debootstrap does not resolve
  'systemd',
  'systemd-sysv',
  'util-linux',
  'xfsprogs',
];

/**
 * Services that wait for hardware or for the internet, which the hosts do not have. udev would need /sys to be writable,
 * and its start sends an event for every device of the machine.
 */
const MASKED = [
  'apt-daily-upgrade.timer',
  'apt-daily.timer',
  'cloud-init-hotplugd.socket',
  'console-getty.service',
  'dpkg-db-backup.timer',
  'e2scrub_all.timer',
  'e2scrub_reap.service',
  'fstrim.timer',
  'getty-static.service',
  'getty@.service',
  'systemd-networkd.service',
  'systemd-pstore.service',
  'systemd-udevd.service',
];

/** As images of the cloud do: the key pair is root's, and the network is set up from outside. */
const CLOUD_INIT = `datasource_list: [NoCloud]
network: {config: disabled}
locale: false
users: []
disable_root: false
ssh_genkeytypes: [ed25519]
growpart: {mode: 'off'}
resize_rootfs: false
`;

/** Files of the image besides those of the packages, by path. */
export const FILES: Readonly<Record<string, string>> = {
  'etc/cloud/cloud.cfg.d/90-rehearsal.cfg': CLOUD_INIT,
  'etc/machine-id': '',
};

/** Symbolic links of the image, by path. */
export const LINKS: Readonly<Record<string, string>> = Object.fromEntries(
  MASKED.map((unit) => [`etc/systemd/system/${unit}`, '/dev/null']),
);

/** What must differ from host to host, or only makes the image larger. */
export const REMOVED: readonly string[] = ['etc/hostname', 'etc/hosts', 'etc/resolv.conf', 'debootstrap'];

/** Folders whose content is removed. */
export const EMPTIED: readonly string[] = [
  'var/cache/apt/archives',
  'var/lib/apt/lists',
  'usr/share/doc',
  'usr/share/man',
];
