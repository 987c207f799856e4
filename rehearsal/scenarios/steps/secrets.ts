import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CERTIFICATE_FILE, keyLine } from '../certificates';
import { known, type StoryContext } from '../context';
import { AUTHORITY_FILE, INTERNAL_FILE, keyLines } from '../internal-certificates';
import type { Place } from '../lab-port';
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

/** Passwords and private keys, by where they come from. */
const SOURCES = {
  passwords: (context: StoryContext) => Object.values(passwords(context)),
  certificate: (context: StoryContext) => [keyLine(context) ?? ''],
  internal: (context: StoryContext) => keyLines(context, INTERNAL_FILE),
  authority: (context: StoryContext) => keyLines(context, AUTHORITY_FILE),
};

type Source = keyof typeof SOURCES;

/** Every password and private key that there was in this rehearsal. */
function secretsOf(
  context: StoryContext,
  sources: readonly Source[] = Object.keys(SOURCES) as Source[],
): string[] {
  return sources.flatMap((source) => {
    const all = found(context, source);
    try {
      for (const one of SOURCES[source](context)) if (one !== '') all.add(one);
    } catch {
      // there is none, not made yet, or being written
    }
    return [...all];
  });
}

const FOUND = new WeakMap<StoryContext, Map<Source, Set<string>>>();

function found(context: StoryContext, source: Source): Set<string> {
  const all = FOUND.get(context) ?? new Map<Source, Set<string>>();
  const set = all.get(source) ?? new Set();
  FOUND.set(context, all.set(source, set));
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
    const files = filesWith(context, secrets);
    const allowed = [PASSWORDS_FILE, CERTIFICATE_FILE, OWN_KEY, INTERNAL_FILE, AUTHORITY_FILE];
    const others = files.filter((file) => {
      const name = basename(file);
      return !allowed.includes(name) && !/^login-\d+\.properties$/.test(name);
    });
    if (others.length > 0) throw new Error(`in files:\n${others.join('\n')}`);
    const authority = join(context.dir, 'state', known(context, 'config').name, AUTHORITY_FILE);
    const spread = filesWith(context, secretsOf(context, ['authority'])).filter((file) => file !== authority);
    if (spread.length > 0) throw new Error(`the key of the internal CA is in:\n${spread.join('\n')}`);
    const hosts = await onHosts(context, secrets, say);
    return `${secrets.length} secrets; ${lines.looks} looks at all command lines, the plan, ${files.length} files that may hold them; ${hosts}`;
  },
});

/** Files in which hosts keep something, and whose they are; what is no secret lies beside them. */
function kept(
  context: StoryContext,
  isBroker: boolean,
): { secret: string[]; beside: string[]; owner: string } {
  const { access, tls, internalTls } = known(context, 'plan');
  const own = (internalTls ? ['internal.pem'] : []).map(inFolder);
  const beside = (internalTls ? ['internal-ca.pem'] : []).map(inFolder);
  if (!isBroker) return { secret: own, beside, owner: 'root' };
  const users = access?.mechanisms.includes('PLAIN') ? ['users'] : [];
  return {
    secret: [...[...users, ...(tls ? ['tls.pem'] : [])].map(inFolder), ...own],
    beside,
    owner: 'kafka',
  };
}

const inFolder = (name: string): string => `/etc/kafka/secrets/${name}`;

async function onHosts(context: StoryContext, secrets: readonly string[], say: (text: string) => void) {
  const { bastion, brokers } = known(context, 'plan');
  const authority = secretsOf(context, ['authority']);
  const prune = ELSEWHERE.map((path) => `-path /${path}`).join(' -o ');
  const names = [...(bastion ? [bastion.name] : []), ...brokers.map(({ name }) => name)];
  for (const name of names) {
    say(`files of ${name}`);
    const place = known(context, 'lab').host(name);
    const command = `f=$(mktemp -p /dev/shm) && cat >"$f" && head -n 1 "$f" >${PLANTED} && find / \\( ${prune} \\) -prune -o -type f -print0 2>/dev/null |
      xargs -0 grep -laFf "$f" 2>/dev/null; rm -f "$f" ${PLANTED}; stat -c '%a %U %n' ${inFolder('*')} 2>/dev/null; true`;
    const input = `${[`planted-${name}`, ...secrets].join('\n')}\n`;
    const result = await place?.exec(['bash', '-c', command], { timeoutSec: 300, input });
    const lines = (result?.stdout ?? '')
      .trim()
      .split('\n')
      .filter((line) => line !== '');
    const { secret, beside, owner } = kept(context, name !== bastion?.name);
    const modes = [...secret, ...beside].map((path) => `600 ${owner} ${path}`);
    const expected = [PLANTED, ...secret, ...modes];
    if (lines.sort().join() !== expected.sort().join())
      throw new Error(`on ${name}: ${lines.join(', ') || 'nothing'}`);
    if (authority.length > 0 && secret.length > 0) await withoutAuthority(name, place, authority);
  }
  const { secret } = kept(context, true);
  return secret.length > 0
    ? `${brokers.length} brokers have them in ${secret.join(', ')}`
    : `${names.length} hosts have none`;
}

/** Who holds the CA's key can be any host: it is nowhere, so it is not among what a host may keep either. */
async function withoutAuthority(name: string, place: Place | undefined, authority: readonly string[]) {
  const input = `${authority.join('\n')}\n`;
  const result = await place?.exec(['bash', '-c', `grep -laFf - ${inFolder('*')} || true`], { input });
  if (result?.stdout !== '')
    throw new Error(`${name} has the key of the internal CA: ${result?.stdout ?? ''}`);
}

/** Files of the operator and the cloud that hold one of these. */
function filesWith(context: StoryContext, secrets: readonly string[]): string[] {
  return filesBelow(context.dir).filter((file) => {
    const text = textOf(file);
    return secrets.some((secret) => text.includes(secret));
  });
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
