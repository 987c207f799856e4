import type { Path, Problem } from '../config/problems/problem';
import type { BrokerPlan, ExistingHostsPlan } from '../plan/types';
import { renderExposeInspection } from '../templates/expose/expose';
import type { Hosts, Said } from './ssh';

/** What a broker's host reports. */
export interface Inspected {
  /** Its `server.properties`, byte for byte. */
  readonly file: Buffer;
  /** The JDK that compiles the gate. */
  readonly javaHome: string;
  /** Whether an earlier run has begun a change here and not finished it. */
  readonly unfinished: boolean;
}

/** The first systemd whose `systemd-run` has `--collect`. */
const OLDEST_SYSTEMD = 236;
/** The first Kafka whose Admin client has everything that the gate needs. */
const OLDEST_KAFKA = [3, 7] as const;

/** Reads a broker's file, and checks that the host has everything for its change. @returns the problems, if there are any */
export async function inspect(
  ssh: Hosts,
  broker: BrokerPlan,
  hosts: ExistingHostsPlan,
): Promise<Inspected | Problem[]> {
  const said = await ssh.run(broker.address, {
    words: ['bash', '-s'],
    input: renderExposeInspection(hosts),
  });
  const values = valuesOf(said);
  if (said.code !== 0 || values.get('end') !== 'true') return [notReached(broker, hosts, said)];
  const unfinished = values.get('unfinished') === 'yes';
  const problems = judge(values, hosts, unfinished).map((problem) => ({ ...problem, file: label(broker) }));
  const file = Buffer.from(values.get('file') ?? '', 'base64');
  return problems.length > 0 ? problems : { file, javaHome: values.get('java') ?? '', unfinished };
}

/** A broker in reports. */
export const label = ({ name, address }: BrokerPlan): string => `${name} (${address})`;

function valuesOf({ stdout }: Said): Map<string, string> {
  const lines = stdout.toString('latin1').split('\n');
  return new Map(lines.map((line) => [line.replace(/=.*$/s, ''), line.replace(/^[^=]*=/, '').trim()]));
}

function notReached(
  broker: BrokerPlan,
  { user, port, jumpHost, sudo }: ExistingHostsPlan,
  said: Said,
): Problem {
  const reason = said.stderr.split('\n').at(-1) || `exit code ${said.code ?? '?'}`;
  const through = jumpHost === undefined ? '' : ` through ${jumpHost}`;
  return {
    severity: 'error',
    file: label(broker),
    path: ['existing', 'hosts'],
    message: `SSH as ${user}${sudo ? ' with sudo -n' : ''} on port ${port}${through} fails: ${reason}`,
    allowed:
      'SSH without questions: a key or an agent, the host key in known_hosts, and root or sudo without a password',
    fix: 'try it with ssh; or remove existing.hosts and use --by-hand',
  };
}

function judge(
  values: ReadonlyMap<string, string>,
  hosts: ExistingHostsPlan,
  unfinished: boolean,
): Problem[] {
  const problems: Problem[] = [];
  const report = (
    field: keyof ExistingHostsPlan | undefined,
    message: string,
    more: Partial<Problem> = {},
  ) => {
    const path: Path = ['existing', 'hosts', ...(field === undefined ? [] : [field])];
    problems.push({ severity: 'error', path, message, ...more });
  };
  const is = (name: string) => values.get(name) ?? '';
  if (!values.has('file'))
    report('serverProperties', 'is not a file on the host', { value: hosts.serverProperties });
  if (values.has('started_with')) {
    report('serverProperties', 'is not the file that Kafka on the host was started with', {
      value: hosts.serverProperties,
      allowed: is('started_with'),
    });
  }
  if (is('unit') !== 'loaded') {
    report('service', 'is not a unit that systemd on the host has loaded', { value: hosts.service });
  } else if (is('state') !== 'active' && !unfinished) {
    report('service', `does not run on the host (${is('state')})`, {
      value: hosts.service,
      fix: 'start it first',
    });
  }
  if (!isAtLeast(is('clients'), OLDEST_KAFKA)) {
    const found =
      is('clients') === '' ? 'contains no libs/kafka-clients-….jar' : `contains Kafka ${is('clients')}`;
    report(
      'kafkaHome',
      `${found}, but the gate needs the client of Kafka ${OLDEST_KAFKA.join('.')} or later`,
      {
        value: hosts.kafkaHome,
        allowed: `Kafka ${OLDEST_KAFKA.join('.')} or later`,
        fix: 'for an older version, use --by-hand',
      },
    );
  }
  if (!values.has('compiler')) {
    report('javaHome', `is not a JDK with a compiler: ${is('java') || 'there is no java on PATH'}`, {
      value: hosts.javaHome,
      allowed: 'a JDK 11 or later with the module jdk.compiler',
    });
  }
  if (values.has('no_client_properties')) {
    report('clientProperties', 'is not a file on the host', { value: hosts.clientProperties });
  }
  const systemd = Number(is('systemd'));
  if (!(systemd >= OLDEST_SYSTEMD)) {
    report(
      undefined,
      `the host has systemd ${is('systemd') || '?'}, and ${OLDEST_SYSTEMD} or later is needed`,
      {
        fix: 'use --by-hand',
      },
    );
  }
  if (is('missing') !== '') report(undefined, `the host lacks ${is('missing').split(' ').join(', ')}`);
  return problems;
}

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [isMajor = 0, isMinor = 0] = version.split('.').map(Number);
  return isMajor > major || (isMajor === major && isMinor >= minor);
}
