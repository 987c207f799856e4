import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CERTIFICATE_FILE, keyLine } from '../certificates';
import { known, type StoryContext } from '../context';
import { PASSWORDS_FILE, passwords } from '../login';
import type { Step } from '../story';

/** Where a host keeps what is not its own: the system, archives, and what the kernel makes up. */
const ELSEWHERE = [
  'proc',
  'sys',
  'dev',
  'usr',
  'lib',
  'lib64',
  'bin',
  'sbin',
  'boot',
  'opt/java',
  'opt/kafka/releases',
];

/** What the operator was given by the CA. */
const OWN_KEY = 'privkey.pem';

/** A file with something that must be found: otherwise nobody has looked. */
const PLANTED = '/var/lib/planted';

/** Looks at the command lines of all processes of this machine, hosts and operator alike, for secrets. */
export class CommandLines {
  /** Those that held one, without it. */
  readonly seen = new Set<string>();
  looks = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly context: StoryContext) {
    this.timer = setInterval(() => this.look(), 200);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    this.looks += 1;
    const secrets = secretsOf(this.context);
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const line = textOf(`/proc/${pid}/cmdline`);
      const secret = secrets.find((one) => line.includes(one));
      if (secret) this.seen.add(line.replaceAll('\0', ' ').replaceAll(secret, '***'));
    }
  }
}

/** Every password and private key that there was in this rehearsal. */
function secretsOf(context: StoryContext): string[] {
  for (const read of [() => Object.values(passwords(context)), () => [keyLine(context) ?? '']]) {
    try {
      for (const one of read()) if (one !== '') all(context).add(one);
    } catch {
      // there is none, not made yet, or being written
    }
  }
  return [...all(context)];
}

const found = new WeakMap<StoryContext, Set<string>>();

function all(context: StoryContext): Set<string> {
  const set = found.get(context) ?? new Set();
  found.set(context, set);
  return set;
}

/** Begins to look, until the end. @param begun gets who looks */
export const lookAtCommandLines = (begun: (looking: CommandLines) => void): Step<StoryContext> => ({
  name: 'command lines are looked at',
  run: async (context, { onEnd }) => {
    const looking = new CommandLines(context);
    begun(looking);
    onEnd('the look at command lines', { undo: async () => looking.stop() });
    return 'those of all processes, until the end';
  },
});

/** What the story has done leaves passwords and private keys nowhere but where they have to be. */
export const nowhere = (commandLines: () => CommandLines | undefined): Step<StoryContext> => ({
  name: 'secrets are nowhere else',
  run: async (context, { say }) => {
    const secrets = secretsOf(context);
    if (secrets.length === 0) throw new Error('there are no secrets to look for');
    const lines = commandLines();
    lines?.stop();
    if (!lines || lines.looks === 0) throw new Error('nobody has looked at command lines');
    if (lines.seen.size > 0) throw new Error(`in command lines:\n${[...lines.seen].join('\n')}`);
    say('what a plan says');
    const plan = await known(context, 'terraform').plan(known(context, 'variables'));
    if (secrets.some((secret) => plan.includes(secret))) throw new Error('the plan says a secret');
    say('files of the operator and of the cloud');
    const files = filesBelow(context.dir).filter((file) => {
      const text = textOf(file);
      return secrets.some((secret) => text.includes(secret));
    });
    const allowed = new RegExp(
      `(^|/)(${[PASSWORDS_FILE, CERTIFICATE_FILE, OWN_KEY].join('|').replaceAll('.', '\\.')}|login-\\d+\\.properties)$`,
    );
    const others = files.filter((file) => !allowed.test(file));
    if (others.length > 0) throw new Error(`in files:\n${others.join('\n')}`);
    const hosts = await onHosts(context, secrets, say);
    return `${secrets.length} secrets; ${lines.looks} looks at all command lines, the plan, ${files.length} files that may hold them; ${hosts}`;
  },
});

async function onHosts(context: StoryContext, secrets: readonly string[], say: (text: string) => void) {
  const { bastion, brokers, access, tls } = known(context, 'plan');
  const keeps = [
    ...(access?.mechanisms.includes('PLAIN') ? ['/etc/kafka/secrets/users'] : []),
    ...(tls ? ['/etc/kafka/secrets/tls.pem'] : []),
  ];
  const prune = ELSEWHERE.map((path) => `-path /${path}`).join(' -o ');
  const names = [...(bastion ? [bastion.name] : []), ...brokers.map(({ name }) => name)];
  for (const name of names) {
    say(`files of ${name}`);
    const place = known(context, 'lab').host(name);
    const command = `f=$(mktemp -p /dev/shm) && cat >"$f" && head -n 1 "$f" >${PLANTED} && find / \\( ${prune} \\) -prune -o -type f -print0 2>/dev/null |
      xargs -0 grep -laFf "$f" 2>/dev/null; rm -f "$f" ${PLANTED}; stat -c '%a %U' /etc/kafka/secrets/* 2>/dev/null; true`;
    const input = `${[`planted-${name}`, ...secrets].join('\n')}\n`;
    const result = await place?.exec(['bash', '-c', command], { timeoutSec: 300, input });
    const lines = (result?.stdout ?? '')
      .trim()
      .split('\n')
      .filter((line) => line !== '');
    const isBroker = name !== bastion?.name;
    const expected = [PLANTED, ...(isBroker ? keeps.flatMap((path) => [path, '600 kafka']) : [])];
    if (lines.sort().join() !== expected.sort().join())
      throw new Error(`on ${name}: ${lines.join(', ') || 'nothing'}`);
  }
  return keeps.length > 0
    ? `${brokers.length} brokers have them in ${keeps.join(', ')}`
    : `${names.length} hosts have none`;
}

/** Small files of the operator and the cloud; hosts and archives are looked at elsewhere. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return /^(hosts|java-client-.*|\.terraform)$/.test(entry.name) ? [] : filesBelow(path);
    return entry.isFile() && statSync(path).size < 64 * 2 ** 20 ? [path] : [];
  });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return ''; // gone meanwhile
  }
}
