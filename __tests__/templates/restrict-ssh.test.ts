import { filesOfBastion, filesOfBroker } from './support/files';
import { seedPlan } from './support/plan';
import { Sandbox } from './support/sandbox/sandbox';

const PROGRAM = '/usr/local/sbin/restrict-ssh';
const CONFIG = '/etc/ssh/sshd_config';
/** As an image and cloud-init may leave it, with a block at the end that only holds for some. */
const IMAGE = `# the image
PermitRootLogin yes
PasswordAuthentication yes
X11Forwarding yes
Match User nobody
  AllowTcpForwarding yes
`;

const hosts = { bastion: filesOfBastion(seedPlan()), broker: filesOfBroker(seedPlan(), 1) };

let host: Sandbox;
function boot(kind: keyof typeof hosts): void {
  host = new Sandbox({ systemctl: 'echo "systemctl $*" >>"$FAKE/calls"' }, hosts[kind]);
  host.write(CONFIG, IMAGE);
  // Says no to what it does not know, as the real one does.
  host.program('sshd', '[[ $1 == -t && $2 == -f ]] && ! grep -q NoSuchSetting "$3"');
}
afterEach(() => host.remove());

/** What holds for all who log in: sshd takes the first value of a setting, and up to the first `Match` they are for all. */
function effective(): Record<string, string> {
  const [general = ''] = host.read(CONFIG).split(/^Match /m);
  const settings = general.split('\n').flatMap((line) => {
    const [name = '', ...value] = line.trim().split(' ');
    return name === '' || name.startsWith('#') ? [] : [[name.toLowerCase(), value.join(' ')] as const];
  });
  return Object.fromEntries(settings.reverse());
}

describe.each(['bastion', 'broker'] as const)('on a %s', (kind) => {
  beforeEach(() => boot(kind));

  test('only keys open a session, whatever the image says', async () => {
    expect(effective()).toMatchObject({ passwordauthentication: 'yes', permitrootlogin: 'yes' });
    expect(await host.run(PROGRAM)).toMatchObject({ code: 0, verdict: 'SSH accepts keys only' });
    expect(effective()).toMatchObject({
      authenticationmethods: 'publickey',
      passwordauthentication: 'no',
      challengeresponseauthentication: 'no',
      permitrootlogin: 'prohibit-password',
      x11forwarding: 'no',
      allowagentforwarding: 'no',
      logingracetime: '30',
      clientaliveinterval: '60',
      clientalivecountmax: '5',
    });
    expect(host.calls('systemctl reload')).toEqual(['systemctl reload ssh.service']);
    expect(host.read(CONFIG).endsWith(IMAGE)).toBe(true);
  });

  test('a second run changes nothing', async () => {
    await host.run(PROGRAM);
    const first = host.read(CONFIG);
    expect((await host.run(PROGRAM)).code).toBe(0);
    expect(host.read(CONFIG)).toBe(first);
    expect(host.calls('systemctl reload')).toHaveLength(1);
  });

  test('settings of an earlier version are replaced', async () => {
    host.write(CONFIG, `# kafka: begin\nMaxSessions 1\n# kafka: end\n${IMAGE}`);
    await host.run(PROGRAM);
    expect(host.read(CONFIG)).not.toContain('MaxSessions 1\n');
    expect(host.read(CONFIG).match(/# kafka: begin/g)).toHaveLength(1);
  });

  test('what sshd refuses is not put in place', async () => {
    host.write(CONFIG, `${IMAGE}NoSuchSetting yes\n`);
    const before = host.read(CONFIG);
    const run = await host.run(PROGRAM);
    expect(run.code).toBe(1);
    expect(run.output).toContain('sshd refuses');
    expect(host.read(CONFIG)).toBe(before);
    expect(host.calls('systemctl reload')).toEqual([]);
  });
});

test('a bastion is jumped through, a broker is not; and the bastion bounds who knocks', async () => {
  boot('bastion');
  await host.run(PROGRAM);
  expect(effective()).toMatchObject({
    allowtcpforwarding: 'local',
    maxsessions: '4',
    maxstartups: '10:30:60',
  });
  host.remove();
  boot('broker');
  await host.run(PROGRAM);
  expect(effective()).toMatchObject({ allowtcpforwarding: 'no' });
});
