import { existsSync, statSync } from 'node:fs';
import { renderDelivery, renderUsers } from '../../templates/users/users';
import { contentOf, filesOfBroker } from './support/files';
import { seedPlan } from './support/plan';
import { Sandbox } from './support/sandbox/sandbox';

const USERS = [{ name: 'changefeed', write: ['orders-*'] }];

/** A JDK whose compiler does nothing, and whose program notes what it is given and ends as `$FAKE/code` says. */
const JAVA = `#!/bin/bash
if [[ $* == *"-m jdk.compiler/"* ]]; then [[ ! -e $FAKE/no-compiler ]]; exit; fi
echo "java $*" >>"$FAKE/calls"
while (($# > 0)); do
  case "$1" in --wanted | --passwords) cp "$2" "$FAKE/\${1#--}" ;; esac
  shift
done
exit "$(cat "$FAKE/code" 2>/dev/null || echo 0)"
`;
const FOLDER = '/run/kafka-users';

let host: Sandbox;
beforeEach(() => {
  host = new Sandbox({}, []);
  host.write('/opt/java/current/bin/java', JAVA);
  host.makeExecutable('/opt/java/current/bin/java');
  host.write(`${FOLDER}/passwords`, 'changefeed a-good-password\n');
});
afterEach(() => host.remove());

function planOf(mechanism: string, removedUsers: string[] = []) {
  const externalListeners = [{ name: 'EXTERNAL', authentication: { mechanism } }];
  const plan = seedPlan({ externalListeners, kafka: { users: USERS, removedUsers } });
  if (!plan.access) throw new Error('nobody logs in');
  return { plan, access: plan.access };
}

function makeUsers(mechanism = 'scram-sha-512', removedUsers: string[] = []) {
  const { plan, access } = planOf(mechanism, removedUsers);
  host.write('/script', renderUsers(plan, access, { gateTimeoutSeconds: 600, target: 'host' }));
  return host.run('/script');
}

describe('the users of a cluster', () => {
  test('are told to the controllers on INTERNAL, passwords by a file', async () => {
    const { code, verdict } = await makeUsers();
    expect({ code, verdict }).toEqual({ code: 0, verdict: 'DONE: the users are as planned: changefeed' });
    const folder = host.path(FOLDER);
    expect(host.calls('java')).toEqual([
      expect.stringContaining(
        `Users --bootstrap 10.0.0.11:9092,10.0.64.12:9092,10.0.128.13:9092 --wanted ${folder}/wanted --passwords ${folder}/passwords --timeout 600`,
      ),
    ]);
    expect(host.read('/fake/passwords')).toBe('changefeed a-good-password\n');
    expect(host.read('/fake/wanted')).toBe(
      `mechanism SCRAM-SHA-512
user changefeed
right changefeed CLUSTER LITERAL kafka-cluster DESCRIBE_CONFIGS
right changefeed TOPIC PREFIXED orders- CREATE
right changefeed TOPIC PREFIXED orders- DESCRIBE
right changefeed TOPIC PREFIXED orders- WRITE
`,
    );
  });

  test('of PLAIN have no password in Kafka; who is to go is named', async () => {
    await makeUsers('plain', ['old']);
    const lines = host.read('/fake/wanted').split('\n');
    expect(lines.filter((line) => line.startsWith('mechanism'))).toEqual([]);
    expect(lines).toContain('removed old');
  });

  test.each([
    ['well', 0, 0, 'DONE'],
    ['by a refusal', 78, 78, 'REFUSED'],
    ['too late', 75, 75, 'NOT NOW'],
    ['by an error of the program', 1, 75, 'NOT NOW'],
  ])('leave no password behind when it ends %s', async (_, ends, code, verdict) => {
    host.write('/fake/code', String(ends));
    const run = await makeUsers();
    expect(run).toMatchObject({ code, verdict: expect.stringContaining(verdict) });
    expect(existsSync(host.path(FOLDER))).toBe(false);
    expect(run.output).not.toContain('a-good-password');
  });

  test('nor when the program cannot be compiled', async () => {
    host.write('/fake/no-compiler', '');
    expect(await makeUsers()).toMatchObject({
      code: 75,
      verdict: expect.stringContaining('cannot be compiled'),
    });
    expect(existsSync(host.path(FOLDER))).toBe(false);
  });

  test('are told by the same script when there is another broker', () => {
    const render = (brokers: number[]) => {
      const { access } = planOf('plain');
      return renderUsers(seedPlan({ brokers }), access, { gateTimeoutSeconds: 600 });
    };
    expect(render([1, 2, 3, 4])).toBe(render([1, 2, 3]));
  });
});

describe('passwords of PLAIN', () => {
  const DELIVERED = '/etc/kafka/secrets/users';
  // Who owns what takes root and a user kafka.
  const INSTALL = `[[ $* == *"-o kafka -g kafka"* || $* == *"-o root -g kafka"* ]] || exit 1
args=(); while (($# > 0)); do case "$1" in -o | -g) shift ;; *) args+=("$1") ;; esac; shift; done
exec /usr/bin/install "\${args[@]}"`;

  test('are put where Kafka looks, for nobody but Kafka, and nowhere else', async () => {
    host.program('install', INSTALL);
    host.write('/script', renderDelivery(planOf('plain').access, 1, { target: 'host' }));
    for (const password of ['a-good-password', 'another-password']) {
      host.write(`${FOLDER}/passwords`, `changefeed ${password}\n`);
      const run = await host.run('/script');
      expect(run).toMatchObject({ code: 0, verdict: 'DONE: node 1 has the passwords of changefeed' });
      expect(host.read(DELIVERED)).toBe(`changefeed ${password}\n`);
      expect(statSync(host.path(DELIVERED)).mode & 0o777).toBe(0o600);
      expect(Object.keys(host.tree('/etc/kafka/secrets'))).toEqual([DELIVERED]);
      expect(existsSync(host.path(FOLDER))).toBe(false);
    }
  });

  test('are looked up by a class that is there before Kafka is; with SCRAM there is none', () => {
    const SERVICE = '/etc/systemd/system/kafka.service';
    const LINE = 'Environment=CLASSPATH=/opt/kafka-login\n';
    const plain = filesOfBroker(planOf('plain').plan, 1);
    expect(contentOf(plain, '/etc/kafka/PlainUsers.java')).toContain('class PlainUsers implements');
    expect(contentOf(plain, '/usr/local/sbin/kafka-bootstrap')).toMatch(/^ {2}compile_login$/m);
    expect(contentOf(plain, SERVICE)).toContain(LINE);
    const scram = filesOfBroker(planOf('scram-sha-512').plan, 1);
    expect(scram.map(({ path }) => path)).not.toContain('/etc/kafka/PlainUsers.java');
    expect(contentOf(scram, SERVICE)).not.toContain(LINE);
  });
});
