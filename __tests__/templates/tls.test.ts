import { existsSync, readFileSync, statSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { Authority, type Issued } from '../../rehearsal/scenarios/secrets/authority';
import { renderCertificateDelivery } from '../../templates/tls/certificate-delivery';
import { contentOf, filesOfBroker } from './support/files';
import { seedPlan } from './support/plan';
import { Sandbox } from './support/sandbox/sandbox';

const NAME = 'kafka.example.com';
const FOLDER = '/run/kafka-tls';
const FILE = '/etc/kafka/secrets/tls.pem';
const USERS = [{ name: 'changefeed', write: ['*'] }];
// Who owns what takes root and a user kafka.
const INSTALL = `[[ $* == *"-o kafka -g kafka"* || $* == *"-o root -g kafka"* ]] || exit 1
args=(); while (($# > 0)); do case "$1" in -o | -g) shift ;; *) args+=("$1") ;; esac; shift; done
exec /usr/bin/install "\${args[@]}"`;

let authority: Authority;
beforeAll(async () => {
  authority = await Authority.create('Public');
});

let host: Sandbox;
let kafka: Server;
/** What it serves by where it does not look at the file. */
let stubborn: Issued | undefined;
beforeEach(async () => {
  stubborn = undefined;
  host = new Sandbox({ install: INSTALL }, []);
  host.write('/opt/java/current/bin/java', '#!/bin/bash\nexec /usr/bin/java "$@"\n');
  host.makeExecutable('/opt/java/current/bin/java');
  kafka = createServer((socket) => {
    const pem = stubborn ? stubborn.key + stubborn.chain : readFileSync(host.path(FILE));
    const secured = new TLSSocket(socket, {
      isServer: true,
      secureContext: createSecureContext({ key: pem, cert: pem }),
    });
    secured.on('error', () => undefined); // the program hangs up
    secured.resume();
  });
  await new Promise<void>((resolve) => kafka.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await new Promise((resolve) => kafka.close(resolve));
  host.remove();
});

async function deliver({ key, chain }: Issued, names = [NAME]) {
  host.write(`${FOLDER}/tls.pem`, key + chain);
  const { port } = kafka.address() as AddressInfo;
  const plan = { serverNames: names, ports: [port], secretsVersion: 1 };
  const script = renderCertificateDelivery(plan, 1, { target: 'host' });
  host.write('/script', script.replace('judge served "$FILE" 30', 'judge served "$FILE" 1'));
  const run = await host.run('/script');
  expect(existsSync(host.path(FOLDER))).toBe(false);
  for (const line of key.split('\n').slice(1, -2)) expect(run.output).not.toContain(line);
  return run;
}

describe('a certificate', () => {
  test('is put where Kafka looks, for nobody but Kafka, and is served', async () => {
    const { port } = kafka.address() as AddressInfo;
    for (const issued of [await authority.issue([NAME]), await authority.issue(['*.example.com'])]) {
      expect(await deliver(issued)).toMatchObject({
        code: 0,
        verdict: `DONE: node 1 serves this certificate on ${port}`,
      });
      expect(host.read(FILE)).toBe(issued.key + issued.chain);
      expect(statSync(host.path(FILE)).mode & 0o777).toBe(0o600);
      expect(Object.keys(host.tree('/etc/kafka/secrets'))).toEqual([FILE]);
    }
  }, 60_000);

  test('that Kafka does not serve by goes, and what was there before comes back', async () => {
    const [first, second] = [await authority.issue([NAME]), await authority.issue([NAME])];
    stubborn = first;
    expect(await deliver(second)).toMatchObject({ code: 75, verdict: expect.stringContaining('NOT NOW') });
    expect(Object.keys(host.tree('/etc/kafka/secrets'))).toEqual([]);
    expect((await deliver(first)).code).toBe(0);
    const { code, output } = await deliver(second);
    expect(code).toBe(75);
    expect(output).toContain('serves another certificate: [CN=kafka.example.com], SHA-256 ');
    expect(host.read(FILE)).toBe(first.key + first.chain);
  }, 60_000);

  test.each<[string, (own: Issued, other: Issued) => Promise<Issued> | Issued, string[]]>([
    [
      'of another key',
      (own, other) => ({ ...own, key: other.key }),
      ['the key is not that of the first certificate, [CN=kafka.example.com]'],
    ],
    [
      'behind that of its issuer',
      (own) => ({ ...own, chain: authority.intermediate + own.chain }),
      [
        'the key is not that of the first certificate, [CN=Public Intermediate]',
        '[CN=kafka.example.com] has not issued [CN=Public Intermediate], which is before it in the file',
        '[CN=Public Intermediate] is not for kafka.example.com, but for: ',
      ],
    ],
    [
      'for another name',
      () => authority.issue(['example.com', '*.kafka.example.com']),
      ['[CN=example.com] is not for kafka.example.com, but for: example.com, *.kafka.example.com'],
    ],
    [
      'that has expired',
      () => authority.issue([NAME], { from: -2, until: -1 }),
      [expect.stringMatching(/^\[CN=kafka\.example\.com\] has expired: 20/)],
    ],
    [
      'of tomorrow',
      () => authority.issue([NAME], { from: 1 }),
      [expect.stringMatching(/^\[CN=kafka\.example\.com\] is not valid before 20/)],
    ],
    [
      'whose key is of another form',
      (own) => ({ ...own, key: own.key.replaceAll('PRIVATE KEY', 'EC PRIVATE KEY') }),
      ['there is no private key in PKCS #8 without a password: a PEM block PRIVATE KEY'],
    ],
    ['that is none', (own) => ({ ...own, chain: '' }), ['there is no certificate: a PEM block CERTIFICATE']],
  ])(
    '%s is refused, and nothing is touched',
    async (_, wrong, problems) => {
      const [own, other] = [await authority.issue([NAME]), await authority.issue([NAME])];
      host.write(FILE, 'before');
      const { code, output, verdict } = await deliver(await wrong(own, other));
      expect(code).toBe(78);
      expect(output.split('\n').slice(0, problems.length)).toEqual(problems);
      expect(verdict).toMatch(/^REFUSED: .*Node 1 keeps its present certificate$/);
      expect(host.read(FILE)).toBe('before');
    },
    60_000,
  );
});

describe('a broker', () => {
  const SERVICE = '/etc/systemd/system/kafka.service';
  const tls = { serverName: NAME };
  const files = (listener: object, users: object[] = []) =>
    filesOfBroker(seedPlan({ externalListeners: [{ name: 'EXTERNAL', ...listener }], kafka: { users } }), 1);

  test('has the class that looks at the certificate before Kafka starts', () => {
    const own = files({ tls });
    expect(contentOf(own, '/etc/kafka/CertificateFile.java')).toContain('class CertificateFile implements');
    expect(contentOf(own, '/usr/local/sbin/kafka-bootstrap')).toMatch(/^ {2}compile_tls$/m);
    expect(contentOf(own, SERVICE)).toContain('Environment=CLASSPATH=/opt/kafka-tls\n');
  });

  test('may have that of PLAIN as well', () => {
    const both = files({ tls, authentication: { mechanism: 'plain' } }, USERS);
    expect(contentOf(both, SERVICE)).toContain('Environment=CLASSPATH=/opt/kafka-login:/opt/kafka-tls\n');
    expect(contentOf(both, '/usr/local/sbin/kafka-bootstrap')).toMatch(
      /^ {2}compile_login\n {2}compile_tls$/m,
    );
  });

  test('has neither where nobody speaks TLS', () => {
    const own = files({});
    expect(own.map(({ path }) => path).filter((path) => path.endsWith('.java'))).toEqual([]);
    expect(contentOf(own, SERVICE)).not.toContain('CLASSPATH');
  });
});
