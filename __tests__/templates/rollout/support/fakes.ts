const note = 'echo "${0##*/} $*" >>"$FAKE/calls"\n';

/** What systemd would do, kept in the folder `$FAKE`: `kafka` holds ActiveState, SubState and NRestarts. */
export const SYSTEMD_FAKES: Readonly<Record<string, string>> = {
  systemctl: `unit="\${*: -1}"
read -r active sub restarts < <(cat "$FAKE/kafka" 2>/dev/null || echo inactive dead 0)
[[ $1 != --version ]] || { echo "systemd 252 (252.1)"; exit; }
if [[ $1 == show ]]; then
  [[ ! -e $FAKE/mute ]] || exit 1
  case "$unit $2" in
    kafka-rollout.service*|kafka-maintenance-*)
      state="$(sed 's/.*) //' "/proc/$(cat "$FAKE/step-pid" || echo none)/stat" 2>/dev/null)"
      [[ $state == [!Z]* ]] && echo active || echo inactive ;;
    kafka-bootstrap.service*) cat "$FAKE/bootstrap" 2>/dev/null || echo active ;;
    *LoadState) echo loaded ;;
    *InvocationID) { cat "$FAKE/starts" 2>/dev/null || true; } | wc -l ;;
    *ActiveState) echo "$active" ;;
    *SubState) echo "$sub" ;;
    *NRestarts)
      echo "$restarts"
      [[ $sub != auto-restart ]] || echo "$active $sub $((restarts + 1))" >"$FAKE/kafka" ;;
  esac
  exit
fi
echo "systemctl $*" >>"$FAKE/calls"
[[ ! -e $FAKE/on-$1 || $unit != kafka.service ]] || . "$FAKE/on-$1"
case "$1 $unit" in
  "start kafka.service")
    echo >>"$FAKE/starts"
    mkdir -p "$KAFKA_BOOTSTRAP_ROOT/run/kafka"
    pre="$(sed -n "/^ExecStartPre/,/started'/p" "$KAFKA_BOOTSTRAP_ROOT/etc/systemd/system/kafka.service")"
    pre="\${pre#*\\'}"
    pre="\${pre%\\'}"
    eval "$(sed -E "s#([ <>])/(etc|opt|run)/#\\1$KAFKA_BOOTSTRAP_ROOT/\\2/#g" <<<"$pre")"
    if grep -q poison "$KAFKA_BOOTSTRAP_ROOT/etc/kafka/server.properties"; then
      echo activating auto-restart 0 >"$FAKE/kafka"
    else
      echo active running 0 >"$FAKE/kafka"
    fi ;;
  "stop kafka.service")
    rm -rf "$KAFKA_BOOTSTRAP_ROOT/run/kafka"
    echo inactive dead 0 >"$FAKE/kafka" ;;
esac`,
  'systemd-run': `while [[ $1 == --* ]]; do shift; done
echo "systemd-run" >>"$FAKE/calls"
# A session of its own, as a unit is: it outlives who has asked for it.
/usr/bin/setsid "$@" </dev/null >>"$FAKE/journal" 2>&1 &
echo $! >"$FAKE/step-pid"`,
  journalctl: `${note}echo "Kafka said: invalid value poison"`,
};

/**
 * The JDK of the host, which runs nothing but the gate and its compiler; a test says in \`gate-before\`,
 * \`gate-confirm\` and \`gate-after\` what the gate does.
 */
export const FAKE_JAVA = `if [[ $1 == --describe-module ]]; then [[ ! -e $FAKE/no-compiler ]]; exit; fi
if [[ $* == *"-m jdk.compiler/"* ]]; then
  [[ ! -e $FAKE/no-compiler && -e \${*: -1} ]] || exit 1
  while [[ $1 != -d ]]; do shift; done
  : >"$2/Gate.class"
  echo "compile" >>"$FAKE/calls"
  exit
fi
while [[ $1 != -cp ]]; do shift; done
[[ -e \${2%%:*}/Gate.class && $3 == Gate ]] || exit 1
shift 3
echo "gate $*" >>"$FAKE/calls"
all=("$@")
judge() {
  local file="$FAKE/gate-$1"
  set -- "\${all[@]}"
  if [[ -e $file ]]; then . "$file"; else echo "all is well"; fi
}
[[ $* == *"--hold true"* ]] || { judge "$1"; exit; }
answer() {
  code=0
  (judge "$1") || code=$?
  case "$code" in 0 | 3) echo "@may-stop $code $(cat "$FAKE/proved-at" 2>/dev/null || sed 's/[. ].*//' /proc/uptime)" ;; *) echo "@no $code" ;; esac
}
answer before
[[ $code == 0 || $code == 3 ]] || exit "$code"
while read -r command; do
  echo "permission $command" >>"$FAKE/calls"
  case "$command" in
    confirm) [[ -e $FAKE/gate-confirm ]] && answer confirm || answer before ;;
    look)
      seen="$(cat "$FAKE/look" 2>/dev/null || echo "@serves")"
      echo "\${seen:-@behind}" ;; # empty while a test writes it
    release) exit ;;
  esac
done
echo "permission end" >>"$FAKE/calls"`;
