import { existsSync, readFileSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:tls';
import { type Authority, issue, newAuthority } from '../../secrets/internal-ca/authority';
import { certificatesIn, privateKeyIn } from '../../secrets/pki/pem';
import { renderInternalDelivery } from '../../templates/tls/internal-delivery';
import { seedPlan } from './support/plan';
import { Sandbox } from './support/sandbox/sandbox';

const FOLDER = '/run/kafka-internal-tls';
const OWN = '/etc/kafka/secrets/internal.pem';
const CAS = '/etc/kafka/secrets/internal-ca.pem';
const HOST = { name: 'broker-node1', address: '10.0.0.11' };
// Who owns what takes root and a user kafka.
const INSTALL = `args=(); while (($# > 0)); do case "$1" in -o | -g) shift ;; *) args+=("$1") ;; esac; shift; done
exec /usr/bin/install "\${args[@]}"`;

let ca: Authority;
let other: Authority;
let first: string;
let second: string;
beforeAll(async () => {
  const now = new Date();
  [ca, other] = [await newAuthority('kafka', now), await newAuthority('kafka', now)];
  [first, second] = [await issue(ca, HOST, now), await issue(ca, HOST, now)];
});

let host: Sandbox;
const servers: Server[] = [];
beforeEach(() => {
  host = new Sandbox({ install: INSTALL, id: 'exit 0' }, []);
  host.write('/opt/java/current/bin/java', '#!/bin/bash\nexec /usr/bin/java "$@"\n');
  host.makeExecutable('/opt/java/current/bin/java');
});
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
  host.remove();
});

/** A broker that serves by what these give at each connection. @returns its port */
async function broker(own: () => string, trusted: () => string): Promise<number> {
  const server = createServer({ requestCert: true, rejectUnauthorized: true }, (socket) => {
    socket.on('error', () => undefined).once('data', () => socket.end(Buffer.alloc(4)));
  });
  server.on('connection', () => {
    const pem = own();
    server.setSecureContext({ key: privateKeyIn(pem), cert: certificatesIn(pem).join('\n'), ca: trusted() });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return (server.address() as AddressInfo).port;
}

interface Delivery {
  readonly own: string;
  readonly trusted?: string;
  /** Ports of the other controllers. */
  readonly peers?: readonly number[];
  /** The port of INTERNAL of this host. */
  readonly internal?: number;
}

async function deliver({ own, trusted = ca.certificate, peers = [1], internal = 1 }: Delivery) {
  host.write(`${FOLDER}/internal.pem`, own);
  host.write(`${FOLDER}/internal-ca.pem`, trusted);
  const script = renderInternalDelivery(seedPlan({ kafka: { internalTls: true } }), HOST, {
    target: 'host',
    bootTimeoutSeconds: 1,
  })
    .replaceAll(/10\.0\.64\.12:9092 10\.0\.128\.13:9092/g, peers.map((port) => `127.0.0.1:${port}`).join(' '))
    .replaceAll('localhost:9092 localhost:29092', `localhost:${internal}`)
    .replaceAll(/ 30 (?=localhost|127)/g, ' 1 ');
  host.write('/script', script);
  const run = await host.run('/script', [], { POLL_DELAY: '0.1' });
  expect(existsSync(host.path(FOLDER))).toBe(false);
  for (const line of privateKeyIn(own)?.split('\n').slice(1, -1) ?? [])
    expect(run.output).not.toContain(line);
  return run;
}

const present = () => [host.read(OWN), host.read(CAS)];

test('at the first boot nobody serves yet: both files are put where Kafka looks, for nobody but Kafka', async () => {
  expect(await deliver({ own: first })).toMatchObject({
    code: 0,
    verdict: 'DONE: broker-node1 has its certificate',
  });
  expect(present()).toEqual([first, ca.certificate]);
  for (const file of [OWN, CAS]) expect(statSync(host.path(file)).mode & 0o777).toBe(0o600);
  expect(Object.keys(host.tree('/etc/kafka/secrets')).sort()).toEqual([CAS, OWN].sort());
}, 60_000);

test('without a JDK it waits, and says so', async () => {
  host.write('/opt/java/current/bin/java', '');
  host.program('id', 'exit 1');
  expect(await deliver({ own: first })).toMatchObject({
    code: 75,
    verdict: expect.stringMatching(/^NOT NOW: broker-node1 has no JDK/),
  });
  expect(present()).toEqual(['', '']);
});

describe('on a cluster that runs', () => {
  const fromFile = (path: string) => () => readFileSync(host.path(path), 'utf8');

  beforeEach(async () => {
    expect((await deliver({ own: first })).code).toBe(0);
  }, 60_000);

  test('another certificate counts at once, for this host and for the others', async () => {
    const peers = [
      await broker(
        () => second,
        () => ca.certificate,
      ),
    ];
    const internal = await broker(fromFile(OWN), fromFile(CAS));
    expect((await deliver({ own: second, peers, internal })).code).toBe(0);
    expect(present()).toEqual([second, ca.certificate]);
  }, 60_000);

  test('one that another host would not know is not placed', async () => {
    const own = await issue(other, HOST, new Date());
    const peers = [
      await broker(
        () => first,
        () => ca.certificate,
      ),
    ];
    const both = other.certificate + ca.certificate;
    const { code, output, verdict } = await deliver({ own, trusted: both, peers });
    expect(code).toBe(75);
    expect(output).toContain('does not accept this certificate');
    expect(verdict).toMatch(/^NOT NOW: a broker and broker-node1 would not trust each other/);
    expect(present()).toEqual([first, ca.certificate]);
  }, 60_000);

  test('a CA that does not know another host is not placed', async () => {
    const own = await issue(other, HOST, new Date());
    const peers = [
      await broker(
        () => first,
        () => other.certificate + ca.certificate,
      ),
    ];
    const { code, output } = await deliver({ own, trusted: other.certificate, peers });
    expect(code).toBe(75);
    expect(output).toContain('serves a certificate from none of the CAs: [CN=broker-node1]');
    expect(present()).toEqual([first, ca.certificate]);
  }, 60_000);

  test('one that Kafka does not serve by goes, and what was there before comes back', async () => {
    const internal = await broker(
      () => first,
      () => ca.certificate,
    );
    const { code, output, verdict } = await deliver({ own: second, internal });
    expect(code).toBe(75);
    expect(output).toContain('serves another certificate: [CN=broker-node1], SHA-256 ');
    expect(verdict).toMatch(/^NOT NOW: broker-node1 does not serve this certificate/);
    expect(present()).toEqual([first, ca.certificate]);
  }, 60_000);
});

test.each<[string, () => Promise<string> | string, string]>([
  ['of another CA', () => issue(other, HOST, new Date()), 'none of the trusted CAs has issued '],
  [
    'of another host',
    () => issue(ca, { name: 'broker-node2', address: '10.0.64.12' }, new Date()),
    '[CN=broker-node2] is not for broker-node1, but for: broker-node2, 10.0.64.12',
  ],
  [
    'of another address',
    () => issue(ca, { ...HOST, address: '10.0.0.12' }, new Date()),
    '[CN=broker-node1] is not for 10.0.0.11, but for: broker-node1, 10.0.0.12',
  ],
  [
    'with the key of another one',
    () => `${privateKeyIn(second)}\n${certificatesIn(first)[0]}\n`,
    'the key is not that of the first certificate, [CN=broker-node1]',
  ],
  ['that is none', () => '\n', 'there is no certificate: a PEM block CERTIFICATE'],
])(
  'a certificate %s is refused, and nothing is touched',
  async (_, make, problem) => {
    host.write(OWN, 'before');
    const { code, output, verdict } = await deliver({ own: await make() });
    expect(code).toBe(78);
    expect(output).toContain(problem);
    expect(verdict).toMatch(/^REFUSED: .* It keeps its present certificate$/);
    expect(present()).toEqual(['before', '']);
  },
  60_000,
);
