import { known, type ScenarioContext } from '../context';
import type { Place } from '../lab/port';
import { secretsOf } from '../secrets/seen';

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

/** A file with something that must be found: otherwise nobody has looked. */
const PLANTED = '/var/lib/planted';

/** @returns where hosts keep them. @throws Error when one has them elsewhere, or lets others read them */
export async function secretsOnHosts(context: ScenarioContext, say: (text: string) => void): Promise<string> {
  const { bastion, brokers } = known(context, 'plan');
  const secrets = secretsOf(context);
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

/** Who has the CA's key can be any host: it is not even where a host may have keys. */
async function withoutAuthority(name: string, place: Place | undefined, authority: readonly string[]) {
  const input = `${authority.join('\n')}\n`;
  const result = await place?.exec(['bash', '-c', `grep -laFf - ${inFolder('*')} || true`], { input });
  if (result?.stdout !== '')
    throw new Error(`${name} has the key of the internal CA: ${result?.stdout ?? ''}`);
}

/** Files in which hosts keep something, and whose they are; what is no secret is beside them. */
function kept(
  context: ScenarioContext,
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
