/**
 * Commands that would change the machine that runs the tests, each replaced by a few lines of bash. They keep what they are told in
 * the folder `$FAKE`; file systems and disks are real, in a sparse file.
 */
const note = 'echo "${0##*/} $*" >>"$FAKE/calls"\n';

export const FAKES: Readonly<Record<string, string>> = {
  id: '[[ -e $FAKE/user ]]',
  useradd: `${note}touch "$FAKE/user"`,
  chown: note,
  sshd: note,
  systemctl: note,
  runuser: 'while [[ $1 != -- ]]; do shift; done; shift; exec "$@"',
  lsblk: `if [[ $1 == -d* ]]; then cat "$FAKE/serials" 2>/dev/null || true
else echo vdb; cat "$FAKE/partitions" 2>/dev/null || true; fi`,
  mount: `${note}while [[ $# -gt 2 ]]; do shift; done; echo "$1" >"$FAKE/mounted"`,
  umount: `${note}rm -f "$FAKE/mounted"`,
  // Disks are files of the sandbox, and what is mounted is the machine's own disk.
  blockdev: 'stat -c %s "$2"',
  fallocate: `${note}: >"$3"`,
  mountpoint: '[[ -e $FAKE/mounted ]]',
  findmnt: 'cat "$FAKE/mounted"',
};

/** Kafka's tools: they print what lies in `$FAKE`, or fail as the real ones do. */
export const KAFKA_TOOLS: Readonly<Record<string, string>> = {
  // Writes as the real one, file by file; `$FAKE/storage-dies` names the one before which the power is lost.
  'kafka-storage.sh': `${note}[[ ! -e $FAKE/format-fails ]] || exit 0
data="$KAFKA_BOOTSTRAP_ROOT/var/lib/kafka/data" file=0
next() { file=$((file + 1)); [[ "$(cat "$FAKE/storage-dies" 2>/dev/null)" != "$file" ]] || lose_power; }
lose_power() { kill -9 "$(cat "$FAKE/pid")"; exit 1; }
rm -f "$data/bootstrap.checkpoint.tmp"
next; : >"$data/bootstrap.checkpoint.tmp"
next; echo records >"$data/bootstrap.checkpoint.tmp"
next; mv "$data/bootstrap.checkpoint.tmp" "$data/bootstrap.checkpoint"
node="$(sed -n 's/^node.id=//p' "$5")"
next; printf '#\\n#now\\nnode.id=%s\\nversion=1\\ncluster.id=%s\\n' "$node" "$3" >"$data/meta.properties.tmp"
next; mv "$data/meta.properties.tmp" "$data/meta.properties"
echo "Formatting with metadata.version"`,
  'kafka-metadata-quorum.sh': `${note}cat "$FAKE/quorum" || { echo "TimeoutException" >&2; exit 1; }`,
  'kafka-topics.sh': `${note}cat "$FAKE/topics"`,
  'kafka-features.sh': `${note}printf 'Feature: metadata.version\\tSupportedMaxVersion: 3.7-IV4\\t'
printf 'FinalizedVersionLevel: %s\\tEpoch: 7\\n' "$(cat "$FAKE/level" 2>/dev/null || echo 3.7-IV4)"`,
};
