#!/bin/bash
# boot.sh FOLDER IMAGE SYSTEM_DISK HOST_NAME: makes the root of a host and becomes its systemd. Runs as process 1 of new
# mount, pid, uts, ipc and cgroup namespaces: no mount is seen outside, and all of them go with the last process.
set -euo pipefail
folder=$1 image=$2 system_disk=$3 host_name=$4

mount -t tmpfs -o mode=755 base "$folder/mnt"
cd "$folder/mnt"
mkdir image system root
mount -t ext4 -o ro "$image" image
mount -t ext4 "$system_disk" system
mkdir -p system/upper system/work
mount -t overlay -o lowerdir=image,upperdir=system/upper,workdir=system/work overlay root

# Files of a first boot stay as the host changes them; the metadata service always says what the cloud says.
cp -R --update=none "$folder/first-boot/." root/ 2>/dev/null || cp -Rn "$folder/first-boot/." root/
mkdir -p root/var/lib/cloud/seed/nocloud
cp "$folder/seed/"* root/var/lib/cloud/seed/nocloud/

cd root
mount -t proc -o nosuid,nodev,noexec proc proc
# Settings of the kernel belong to the machine, except those of the host's own network.
mount --bind proc/sys proc/sys
mount -o remount,bind,ro proc/sys
mount --bind proc/sys/net proc/sys/net
mount -o remount,bind,rw proc/sys/net
if [[ -e proc/sysrq-trigger ]]; then
  mount --bind proc/sysrq-trigger proc/sysrq-trigger
  mount -o remount,bind,ro proc/sysrq-trigger
fi
mount -t sysfs -o ro,nosuid,nodev,noexec sysfs sys
mount -t cgroup2 -o nosuid,nodev,noexec cgroup sys/fs/cgroup

mount -t tmpfs -o mode=755 dev dev
mkdir -p dev/pts dev/shm dev/disk/by-id
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts dev/pts
mount -t tmpfs -o mode=1777 shm dev/shm
while read -r name major minor; do
  mknod -m 666 "dev/$name" c "$major" "$minor"
done <<'DEVICES'
null 1 3
zero 1 5
full 1 7
random 1 8
urandom 1 9
tty 5 0
DEVICES
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s fd/0 dev/stdin
ln -s fd/1 dev/stdout
ln -s fd/2 dev/stderr
: >dev/console
while read -r node serial; do
  IFS=: read -r major minor <"/sys/block/$node/dev"
  mknod -m 660 "dev/$node" b "$major" "$minor"
  ln -s "../../$node" "dev/disk/by-id/virtio-$serial"
done <"$folder/disks"
mount -t tmpfs -o mode=755,nosuid,nodev run run
mount -t tmpfs -o mode=1777,nosuid,nodev tmp tmp

hostname "$host_name"
pivot_root . mnt
umount -l /mnt
# A host may not change the machine: no clock, no modules, no devices of the machine.
exec env -i container=rehearsal PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
  setpriv --bounding-set -sys_time,-sys_module,-sys_rawio,-syslog,-mknod /sbin/init
