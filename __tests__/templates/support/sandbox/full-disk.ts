/**
 * Runs a command of a sandbox while the disk of its root is full: a small file system in memory, seen by this command
 * only, which holds everything of the sandbox and has no room left. The data disk and the notes of the fakes have room.
 */
const SCRIPT = `root=$1; shift
small="$(mktemp -d)"
mount -t tmpfs -o size=24m small "$small"
shopt -s dotglob
for entry in "$root"/*; do
  [[ $entry == "$root/fake" || $entry == "$root/dev" ]] || cp -a "$entry" "$small/"
done
mkdir -p "$small/fake" "$small/dev" "$small/var/lib/kafka"
for place in fake dev var/lib/kafka; do
  [[ ! -d $root/$place ]] || mount --rbind "$root/$place" "$small/$place"
done
head -c 64M /dev/zero 2>/dev/null >"$small/full" || true
mount --rbind "$small" "$root"
cd "$root"
exec "$@"`;

/** The words before a command that runs it on a full disk. */
export const onFullDisk = (root: string): string[] => [
  'unshare',
  '--map-root-user',
  '--mount',
  'bash',
  '-euc',
  SCRIPT,
  'full',
  root,
];
