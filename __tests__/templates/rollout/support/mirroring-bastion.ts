import { existsSync, readFileSync } from 'node:fs';
import type { NewClusterPlan } from '../../../../plan/types';
import { unescapeFromTerraform } from '../../../../templates/rendering/terraform';
import { renderBastionRollout } from '../../../../templates/rollout/bastion-rollout';
import { type Run, Sandbox } from '../../support/sandbox/sandbox';

/**
 * Of systemd, what the step uses: units are loaded from their files by daemon-reload only, a oneshot service counts as active
 * once it has ended well, and the mirror is a real process.
 */
const SYSTEMCTL = `unit="\${*: -1}"
[[ $1 == is-active ]] || echo "systemctl $*" >>"$FAKE/calls"
units="$KAFKA_BOOTSTRAP_ROOT/etc/systemd/system"
wants="$units/multi-user.target.wants"
pid="$(cat "$FAKE/pid" 2>/dev/null || echo none)"
stop_mirror() {
  [[ ! -e /proc/$pid ]] || kill "$pid"
  while [[ -e /proc/$pid ]]; do :; done
  rm -f "$FAKE/pid"
}
start_mirror() {
  arguments="$(sed -n "s#^  /usr/local/lib/kafka-mirror-serve.py \\(.*\\)'\\$#\\1#p" "$FAKE/loaded/$unit")"
  [[ -n $arguments ]] || exit 5
  /usr/bin/python3 "$KAFKA_BOOTSTRAP_ROOT/usr/local/lib/kafka-mirror-serve.py" \${arguments% *} \\
    "$KAFKA_BOOTSTRAP_ROOT\${arguments##* }" >/dev/null 2>"$FAKE/mirror.log" </dev/null &
  echo $! >"$FAKE/pid"
}
fetch() {
  if "$KAFKA_BOOTSTRAP_ROOT/usr/local/sbin/kafka-mirror-fetch" >/dev/null 2>&1; then
    echo active >"$FAKE/fetch"
  else
    echo failed >"$FAKE/fetch"
    exit 1
  fi
}
[[ ! -e $FAKE/on-$1 ]] || . "$FAKE/on-$1"
case "$1 $unit" in
  daemon-reload*) mkdir -p "$FAKE/loaded" && rm -f "$FAKE/loaded"/* && cp "$units"/*.service "$FAKE/loaded" ;;
  enable*) [[ -s $units/$unit ]] && mkdir -p "$wants" && ln -sf "$units/$unit" "$wants/$unit" ;;
  "is-active kafka-mirror.service") if [[ -e /proc/$pid ]]; then echo active; else echo inactive; exit 3; fi ;;
  "is-active kafka-mirror-fetch.service") cat "$FAKE/fetch" 2>/dev/null || echo inactive ;;
  "start kafka-mirror-fetch.service") grep -qx active "$FAKE/fetch" 2>/dev/null || fetch ;;
  "restart kafka-mirror-fetch.service") fetch ;;
  "stop kafka-mirror.service") stop_mirror ;;
  "restart kafka-mirror.service") stop_mirror; start_mirror ;;
esac`;

/** A bastion to which the step is uploaded, and whose mirror answers on the loopback. */
export class MirroringBastion extends Sandbox {
  constructor() {
    super({ systemctl: SYSTEMCTL, 'cloud-init': 'echo "cloud-init $*" >>"$FAKE/calls"', sshd: 'true' }, []);
    for (const name of ['cmp', 'kill']) this.program(name, `exec /usr/bin/${name} "$@"`);
    this.write('/etc/ssh/sshd_config', '# of the image\n');
  }

  /** Runs the step of a plan, as the last apply does. */
  apply(plan: NewClusterPlan, environment: Record<string, string> = {}): Promise<Run> {
    if (!plan.bastion) throw new Error('the plan has a bastion');
    const step = renderBastionRollout(plan, plan.bastion, { bootTimeoutSeconds: 60 });
    this.write('/upload/bastion.sh', unescapeFromTerraform(step));
    this.write('/fake/calls', '');
    return this.run('/upload/bastion.sh', [], {
      FETCH_DELAY: '0',
      FETCH_ATTEMPTS: '1',
      DELAY: '0.1',
      ...environment,
    });
  }

  /** Whether anything serves on a port of the loopback. */
  async serves(port: number, name: string): Promise<boolean> {
    try {
      return (await fetch(`http://127.0.0.1:${port}/${name}`, { method: 'HEAD' })).ok;
    } catch {
      return false;
    }
  }

  get pid(): number | undefined {
    const file = this.path('/fake/pid');
    return existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
  }

  stopMirror(): void {
    if (this.pid !== undefined && existsSync(`/proc/${this.pid}`)) process.kill(this.pid);
  }

  override remove(): void {
    this.stopMirror();
    super.remove();
  }
}
