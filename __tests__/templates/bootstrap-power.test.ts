import { rmSync } from 'node:fs';
import { CLUSTER_ID } from './support/plan';
import { BrokerHost, META } from './support/sandbox/broker-host';
import { type Mirror, startMirror } from './support/sandbox/mirror';

jest.setTimeout(600_000);

/** Programs by which the bootstrap changes the host; those that may run twice without harm are left out. */
const CHANGING = ['curl', 'ln', 'mkfs.ext4', 'mktemp', 'mv', 'tar'];
const FAKED = ['chown', 'mount', 'systemctl', 'useradd'];

let mirror: Mirror;
beforeAll(async () => {
  mirror = await startMirror();
});
afterAll(() => mirror.stop());

/** Counts these commands; the power is lost before the one whose number is in `$FAKE/last`. */
function breakable(host: BrokerHost): void {
  const counted = (name: string, command: string) =>
    host.program(
      name,
      `echo ${name} >>"$FAKE/count"
[[ "$(wc -l <"$FAKE/count")" != "$(cat "$FAKE/last" 2>/dev/null)" ]] || { kill -9 "$(cat "$FAKE/pid")"; exit 1; }
${command}`,
    );
  for (const name of CHANGING)
    counted(name, `"/usr/bin/${name}" "$@"`.replace('/usr/bin/mkfs', '/usr/sbin/mkfs'));
  for (const name of FAKED) {
    const body = host
      .read(`/fakes/${name}`)
      .replace(/^#!.*\n/, '')
      .replaceAll('${0##*/}', name);
    counted(name, `( ${body.trimEnd()}\n)`);
  }
}

async function brokenAt(last: number): Promise<string[]> {
  const host = new BrokerHost(mirror);
  try {
    breakable(host);
    host.write('/fake/count', '');
    host.write('/fake/last', `${last}\n`);
    const broken = await host.bootstrap();
    if (broken.code !== -1) return [`${last}: the power was not lost`];
    const command = host.read('/fake/count').trimEnd().split('\n').at(-1) ?? '';
    rmSync(host.path('/fake/last'));
    // A mount does not outlive the boot, and the file that plays it must not either.
    rmSync(host.path('/fake/mounted'), { force: true });
    const { code, verdict } = await host.bootstrap();
    const sound =
      code === 0 &&
      host.read(META).includes(`cluster.id=${CLUSTER_ID}`) &&
      host.read('/etc/fstab').split('\n').length === 4 &&
      host.read('/opt/kafka/current/bin/kafka-storage.sh') !== '' &&
      host.read('/var/lib/kafka/.format-begun') === '';
    return sound ? [] : [`before ${last}, ${command}: ${code} ${verdict}`];
  } finally {
    host.remove();
  }
}

test('a loss of power before any command leaves a host that the next boot makes ready', async () => {
  const whole = new BrokerHost(mirror);
  breakable(whole);
  whole.write('/fake/count', '');
  expect((await whole.bootstrap()).code).toBe(0);
  const commands = whole.read('/fake/count').trimEnd().split('\n');
  whole.remove();
  expect(new Set(commands)).toEqual(new Set([...CHANGING, ...FAKED]));
  const wrong: string[] = [];
  for (const index of commands.keys()) wrong.push(...(await brokenAt(index + 1)));
  expect(wrong).toEqual([]);
});
