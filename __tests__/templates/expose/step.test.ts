import { lstatSync, renameSync, statSync, symlinkSync } from 'node:fs';
import { ExposedHost, NAME, NEW, OLD, PROPERTIES, STATE, STEP } from './support/exposed-host';

jest.setTimeout(60_000);
const ROLLING = ['gate before', 'stop', 'start', 'gate after'];
const RESERVED = '/proc/sys/net/ipv4/ip_local_reserved_ports';
const KEPT = '/etc/sysctl.d/zz-kafka-external.conf';

let host: ExposedHost;
beforeEach(() => {
  host = new ExposedHost();
});
afterEach(() => host.remove());

describe('a broker without EXTERNAL', () => {
  test('gets its new file between two looks at the cluster, byte for byte and with the mode of the old', async () => {
    const { code, verdict } = await host.step();
    expect({ code, verdict }).toEqual({ code: 0, verdict: `DONE: node 1 serves, and advertises ${NAME}` });
    expect(host.events()).toEqual(ROLLING);
    expect(host.properties).toBe(NEW);
    expect(statSync(host.path(PROPERTIES)).mode & 0o777).toBe(0o640);
    expect(host.calls('gate').filter((call) => !call.startsWith('gate advertised'))).toEqual([
      'gate before --node 1 --bootstrap 10.0.0.12:9092,10.0.0.13:9092 --timeout 600 --hold true --allow-unavailable false --quorum true',
      'gate after --node 1 --bootstrap 10.0.0.12:9092,10.0.0.13:9092 --timeout 600 --listeners 127.0.0.1:39092 ' +
        `--advertised ${NAME} --logins EXTERNAL:none --quorum true`,
    ]);
  });

  test('keeps what holds the file to itself', async () => {
    await host.step();
    const folders = Object.keys(host.tree('/var/lib/kafka-expose')).filter((path) =>
      path.endsWith(PROPERTIES),
    );
    expect(folders).toHaveLength(2); // the new one and the one before
    for (const path of folders) {
      const top = path.split('/').slice(0, 5).join('/');
      expect(statSync(host.path(top)).mode & 0o077).toBe(0);
    }
  });

  test('of which the file is a link keeps the link', async () => {
    renameSync(host.path(PROPERTIES), host.path('/srv/kafka/config/real.properties'));
    symlinkSync('real.properties', host.path(PROPERTIES));
    expect((await host.step()).code).toBe(0);
    expect(lstatSync(host.path(PROPERTIES)).isSymbolicLink()).toBe(true);
    expect(host.read(PROPERTIES)).toContain('EXTERNAL');
  });

  test('is asked without a quorum in ZooKeeper mode, with the properties that were given', async () => {
    await host.step({
      mode: 'zookeeper',
      host: { ...STEP.host, clientProperties: '/etc/kafka/admin.properties' },
    });
    const options = `--quorum false --client ${host.path('/etc/kafka/admin.properties')}`;
    expect(host.calls('gate').every((call) => call.endsWith(options))).toBe(true);
  });

  test('whose file has changed meanwhile is not touched', async () => {
    host.write(PROPERTIES, `${OLD}\nmore=1\n`);
    const { code, verdict } = await host.step();
    expect(code).toBe(75);
    expect(verdict).toContain('has changed since it was read; nothing was touched');
    expect(host.events()).toEqual([]);
  });

  test('that the others cannot do without is not touched', async () => {
    host.write('/fake/gate-before', 'echo "partition orders-0 needs 2"; exit 75\n');
    expect(await host.step()).toMatchObject({
      code: 75,
      verdict: expect.stringContaining('nothing was touched'),
    });
    expect(host.events()).toEqual(['gate before']);
    expect(host.properties).toBe(OLD);
  });

  test.each([
    ['is down', '/fake/kafka', 'inactive dead 0\n', 'Kafka does not run here'],
    ['does not serve', '/fake/gate-before', 'exit 3\n', 'this broker does not serve'],
  ])('that %s is not touched', async (_, file, content, words) => {
    host.write(file, content);
    expect(await host.step()).toMatchObject({ code: 75, verdict: expect.stringContaining(words) });
    expect(host.events()).not.toContain('stop');
    expect(host.properties).toBe(OLD);
  });
});

describe('a broker that is right already', () => {
  test('is not restarted by the same step again', async () => {
    await host.step();
    host.write('/fake/calls', '');
    expect((await host.step()).code).toBe(0);
    expect(host.events()).toEqual(['gate after']);
  });

  test('by hand is believed once the process itself says so', async () => {
    host.write(PROPERTIES, Buffer.from(NEW, 'latin1'));
    host.write('/fake/gate-advertised', 'exit 0\n');
    expect((await host.step({ before: STEP.after })).code).toBe(0);
    expect(host.events()).toEqual(['gate after']);
  });

  test('in its file only is restarted', async () => {
    host.write(PROPERTIES, Buffer.from(NEW, 'latin1'));
    expect((await host.step({ before: STEP.after, isNewPort: false })).code).toBe(0);
    expect(host.events()).toEqual(ROLLING);
  });
});

describe('a change that fails', () => {
  const notWithNew = `grep -q EXTERNAL "$KAFKA_BOOTSTRAP_ROOT${PROPERTIES}" && exit 75 || exit 0\n`;

  test('is taken back: the file as before, Kafka restarted with it', async () => {
    host.write('/fake/gate-after', notWithNew);
    const { code, verdict } = await host.step();
    expect(code).toBe(1);
    expect(verdict).toMatch(/^REVERTED: the gate was not passed in 600 s/);
    expect(host.properties).toBe(OLD);
    expect(host.events()).toEqual([...ROLLING, 'stop', 'start', 'gate after']);
    expect(host.calls('gate after').at(-1)).toContain(
      '--listeners  --advertised  --logins EXTERNAL:none --quorum',
    );
  });

  test('goes back to the name before when there was one', async () => {
    host.write('/fake/gate-after', `[[ $* == *old:9093* ]] || exit 75\n`);
    expect((await host.step({ advertisedBefore: 'old:9093' })).verdict).toMatch(/^REVERTED/);
    expect(host.calls('gate after').at(-1)).toContain('--advertised old:9093');
  });

  const killItself = 'kill -9 "$(cat "$FAKE/step-pid")"\n';
  test.each([
    ['while Kafka stops', 'on-stop', OLD],
    ['between placing and starting', 'on-start', NEW],
    ['in the gate after', 'gate-after', NEW],
  ])('by a kill %s goes on with the next run', async (_, hook, present) => {
    host.write(`/fake/${hook}`, killItself);
    expect(await host.step()).toMatchObject({
      code: 75,
      verdict: expect.stringContaining('was interrupted'),
    });
    expect(host.properties).toBe(present);
    host.write(`/fake/${hook}`, '');
    const { code, output } = await host.step({ before: Buffer.from(present, 'latin1') });
    expect(output).toContain('an earlier change was not finished');
    expect(code).toBe(0);
    expect(host.properties).toBe(NEW);
    expect(host.tree(STATE)).not.toHaveProperty(`${STATE}/unfinished`);
    const previous = host.tree('/var/lib/kafka-expose/previous/')[
      `/var/lib/kafka-expose/previous${PROPERTIES}`
    ];
    expect(Buffer.from(previous ?? '', 'base64').toString('latin1')).toBe(OLD);
  });
});

describe('the port', () => {
  test('is reserved now and after a boot, beside what is reserved', async () => {
    host.write(RESERVED, '8080,9000-9010\n');
    await host.step();
    expect(host.read(RESERVED)).toBe('8080,9000-9010,39092\n');
    expect(host.read(KEPT)).toBe('net.ipv4.ip_local_reserved_ports = 8080,9000-9010,39092\n');
  });

  test('that somebody has reserved is left alone', async () => {
    host.write(RESERVED, '39000-40000\n');
    host.write('/etc/sysctl.conf', 'net.ipv4.ip_local_reserved_ports=39000-40000\n');
    await host.step();
    expect(host.read(RESERVED)).toBe('39000-40000\n');
    expect(host.tree(KEPT)).toEqual({});
  });

  test('that a connection of the host has is waited for', async () => {
    const line = '   0: 0B00000A:98B4 0C00000A:2384 01 00000000:00000000\n';
    host.write('/proc/net/tcp', `  sl  local_address rem_address   st\n${line}`);
    const { code, verdict } = await host.step({ gateTimeoutSeconds: 1 });
    expect(code).toBe(75);
    expect(verdict).toContain('port 39092 is in use; nothing was touched');
    host.write('/proc/net/tcp', `  sl  local_address rem_address   st\n${line.replace(' 01 ', ' 06 ')}`);
    expect((await host.step()).code).toBe(0);
  });
});

describe('the inspection', () => {
  const said = async () => {
    const { output } = await host.inspect();
    return Object.fromEntries(
      output
        .trim()
        .split('\n')
        .map((line) => line.split(/=(.*)/s).map((part) => part.trim())),
    );
  };

  test('tells the file as it is, and what the step needs', async () => {
    host.program('systemctl', 'echo "systemd 252 (252.1)"');
    const { file, ...rest } = await said();
    expect(Buffer.from(file ?? '', 'base64').toString('latin1')).toBe(OLD);
    expect(rest).toMatchObject({
      systemd: '252',
      missing: '',
      java: '/srv/java',
      compiler: 'yes',
      clients: '3.7.1',
      end: 'true',
    });
    expect(rest).not.toHaveProperty('started_with');
  });

  test('tells of another file that Kafka was started with', async () => {
    host.program('systemctl', 'case "$*" in *MainPID*) echo 7 ;; esac');
    host.write('/proc/7/cmdline', 'java\0-Xmx1g\0kafka.Kafka\0/etc/other.properties\0--override\0a=b\0');
    expect(await said()).toMatchObject({ started_with: '/etc/other.properties' });
    host.write('/proc/7/cmdline', `java\0kafka.Kafka\0${PROPERTIES}\0`);
    expect(await said()).not.toHaveProperty('started_with');
  });

  test('tells of what is missing', async () => {
    const { output } = await host.inspect({
      javaHome: undefined,
      serverProperties: '/none',
      clientProperties: '/none',
    });
    expect(output).not.toMatch(/^(file|compiler)=/m);
    expect(output).toContain('no_client_properties=yes');
  });
});
