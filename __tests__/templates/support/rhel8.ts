/**
 * What Alibaba Cloud Linux 3 has, the userland of RHEL 8, as far as it is used here. A new entry is a decision: is it in the
 * version that is named, and in Debian's?
 */

/** Directives of units in systemd 239. It ignores RestrictSUIDSGID, of 242; NoNewPrivileges takes the point out of such files. */
export const DIRECTIVES: ReadonlySet<string> = new Set(
  `Description Wants Requires After OnFailure RequiresMountsFor AssertPathIsMountPoint StartLimitIntervalSec
   Type RemainAfterExit User Group DynamicUser Environment RuntimeDirectory WorkingDirectory ExecStartPre ExecStart KillSignal TimeoutStartSec
   TimeoutStopSec SuccessExitStatus Restart RestartSec LimitNOFILE NoNewPrivileges PrivateTmp ProtectHome
   ProtectSystem AmbientCapabilities CapabilityBoundingSet UnsetEnvironment PrivateDevices ProtectKernelTunables
   ProtectKernelModules ProtectControlGroups RestrictAddressFamilies RestrictNamespaces RestrictRealtime RestrictSUIDSGID
   LockPersonality SystemCallArchitectures MemoryDenyWriteExecute ReadWritePaths UMask WantedBy`.split(/\s+/),
);

/** Options of programs, by package. */
export const OPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'systemd 239': {
    journalctl: '--no-pager --output --since --unit',
    systemctl: '--lines --no-block --no-pager --now --property --quiet --value --version',
    'systemd-escape': '--path --suffix',
    'systemd-run': '--collect --description --property --quiet --unit',
    udevadm: '--timeout',
  },
  'coreutils 8.30': {
    base64: '-d -w',
    chmod: '-R',
    chown: '-R',
    cp: '-p',
    date: '-u',
    df: '-P -k',
    env: '',
    head: '-c -n',
    id: '-u',
    install: '-d -g -m -o',
    ln: '-f -n -s',
    ls: '-A -I',
    mkdir: '-p',
    mkfifo: '-m',
    mktemp: '-d',
    mv: '-T -f',
    readlink: '-f -m',
    rm: '-f -r',
    sort: '-u',
    stat: '-c -f',
    sync: '-f',
    tac: '',
    tail: '-n',
    tee: '-a',
    timeout: '-k',
    touch: '',
    tr: '-d',
    wc: '-c -l -w',
  },
  'util-linux 2.32': {
    blkid: '-o -p',
    blockdev: '--getsize64',
    fallocate: '-l',
    findmnt: '-M -n -o',
    flock: '-n -w',
    lsblk: '-d -n -o -p -r',
    mount: '-o -t',
    mountpoint: '-q',
    runuser: '-u',
    umount: '--lazy',
    wipefs: '--no-act',
  },
  'curl 7.61': {
    curl: '--connect-timeout --fail --location --max-time --noproxy --output --show-error --silent --speed-limit --speed-time',
  },
  'tar 1.30': { tar: '--no-same-owner --strip-components -C -f -x -z' },
  'bash 4.4': { bash: '-c' },
  'OpenSSH 8.0': { sshd: '-f -t' },
  'gawk 4.2, sed 4.5, grep 3.1, gzip 1.9, diffutils 3.6': {
    awk: '-F -v',
    cmp: '-s',
    grep: '-E -F -c -m -o -q -v -x',
    gzip: '',
    sed: '-E -i -n',
  },
  'shadow-utils 4.6, e2fsprogs 1.45, xfsprogs 5.0, cloud-init': {
    'cloud-init': '--wait',
    dumpe2fs: '-h',
    'mkfs.ext4': '-q',
    'mkfs.xfs': '-q',
    resize2fs: '',
    useradd: '--home-dir --no-create-home --shell --system --user-group',
    xfs_growfs: '',
    xfs_info: '',
  },
};
