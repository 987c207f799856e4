import type { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { Authority } from '../../rehearsal/scenarios/secrets/authority';
import { AUTHORITIES, InternalTls, issuersOf, VARIABLES } from './support/internal-certificates-deployment';

jest.setTimeout(120_000);

const HOSTS = {
  'bastion-node': '10.0.192.10',
  'broker-node1': '10.0.0.11',
  'broker-node2': '10.0.64.12',
  'broker-node3': '10.0.128.13',
};
const NAMES = Object.keys(HOSTS).join(', ');

const tls = new InternalTls();
beforeEach(() => tls.begin());
afterAll(() => tls.project.remove());

const refusal = (...lines: string[]) => ({
  code: 1,
  stdout: '',
  stderr: `nothing is written:\n${lines.map((line) => `  ${line}\n`).join('')}`,
});

describe('npx kafka-link internal-certificates', () => {
  test('gives every host a certificate of a CA of its own, and no key to anybody else', () => {
    expect(tls.run()).toEqual({
      code: 0,
      stdout: `${VARIABLES}: a new CA; new certificates for ${NAMES}\nnext: synthesize and apply kafka\n`,
      stderr: '',
    });
    const [authority, ...others] = tls.trusted();
    expect(others).toEqual([]);
    expect(authority).toMatchObject({ ca: true, subject: 'CN=kafka internal CA' });
    const certificates = tls.certificates();
    expect(Object.keys(certificates)).toEqual(Object.keys(HOSTS));
    for (const [host, address] of Object.entries(HOSTS)) {
      const own = certificates[host] as X509Certificate;
      expect(own.verify((authority as X509Certificate).publicKey)).toBe(true);
      expect(own.checkIssued(authority as X509Certificate)).toBe(true);
      expect(own).toMatchObject({ ca: false, subject: `CN=${host}` });
      expect(own.subjectAltName).toBe(`DNS:${host}, IP Address:${address}`);
      expect(own.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
    }
    for (const file of [VARIABLES, AUTHORITIES]) expect(tls.mode(file)).toBe(0o600);
    expect(tls.project.synth(tls.file).code).toBe(0);
    const stack = 'cdktf.out/stacks/kafka';
    const carried = tls.project.path(stack, 'kafka-internal.auto.tfvars.json');
    expect(readFileSync(carried, 'utf8')).toBe(tls.texts()[0]);
    expect(existsSync(tls.project.path(stack, 'internal-ca.json'))).toBe(false);
  });

  test('keeps what is right: a second run changes no byte, and a host of another name gets its own alone', () => {
    tls.run();
    const [before, texts] = [tls.fingerprints(), tls.texts()];
    expect(tls.run().stdout).toBe(`${VARIABLES}: every host keeps its certificate\n`);
    expect(tls.texts()).toEqual(texts);
    tls.deploy({ bastion: 'jump-host' });
    expect(tls.run().stdout).toBe(
      `${VARIABLES}: new certificates for jump-host; broker-node1, broker-node2, broker-node3 keep theirs; ` +
        'removed those of bastion-node, which are no longer in the deployment\nnext: synthesize and apply kafka\n',
    );
    const { 'bastion-node': gone, ...kept } = before;
    expect(Object.values(tls.fingerprints())).not.toContain(gone);
    expect(tls.fingerprints()).toMatchObject(kept);
  });

  test('--renew gives every host another certificate of the same CA', () => {
    tls.run();
    const [before, trusted] = [tls.fingerprints(), tls.trusted()];
    const { stdout } = tls.run('--renew');
    expect(stdout).toBe(
      `${VARIABLES}: new certificates for ${NAMES}\n` +
        `next: raise kafka.secretsVersion in ${tls.file}, now 1, synthesize and apply\n`,
    );
    for (const [host, fingerprint] of Object.entries(tls.fingerprints())) {
      expect(fingerprint).not.toBe(before[host]);
    }
    expect(tls.trusted().map(String)).toEqual(trusted.map(String));
    expect(issuersOf(tls)).toEqual([0, 0, 0, 0]);
  });

  test('another CA comes in three applies, in each of which every two hosts trust one another', () => {
    tls.run();
    const before = tls.fingerprints();
    const [old] = tls.trusted();

    expect(tls.run('--new-ca').stdout).toMatch(/: a new CA; every host keeps .*\n.*; then --renew\n$/);
    expect(tls.trusted().map(String)).toEqual([String(old), expect.any(String)]);
    expect(tls.fingerprints()).toEqual(before);
    const again = tls.run('--new-ca');
    expect(again).toEqual(
      refusal('kafka: there is a new CA that has issued nothing yet: apply, then use --renew'),
    );
    const early =
      'kafka: kafka.secretsVersion is still 1, as at the last step: raise it, synthesize and apply, so that every host';
    expect(tls.run('--renew')).toEqual(refusal(`${early} trusts the new CA`));
    // Who comes meanwhile has a certificate that hosts without the new CA trust, too.
    tls.deploy({ bastion: 'jump-host' });
    tls.run();
    expect(tls.certificates()['jump-host']?.verify((old as X509Certificate).publicKey)).toBe(true);

    tls.deploy({ secretsVersion: 2 });
    expect(tls.run('--forget-old-ca')).toEqual(
      refusal('kafka: the new CA has issued nothing yet: use --renew and apply first'),
    );
    expect(tls.run('--renew').stdout).toMatch(/; then --forget-old-ca\n$/);
    expect(tls.trusted().map(String)).toEqual([expect.any(String), String(old)]);
    expect(issuersOf(tls)).toEqual([0, 0, 0, 0]);
    expect(tls.run('--new-ca')).toEqual(
      refusal('kafka: hosts still trust an old CA: use --forget-old-ca first'),
    );
    expect(tls.run('--forget-old-ca')).toEqual(
      refusal(`${early.replace('still 1', 'still 2')} has a certificate of the new CA`),
    );

    tls.deploy({ secretsVersion: 3 });
    const renewed = tls.fingerprints();
    expect(tls.run('--forget-old-ca').stdout).toMatch(/: the old CA is no longer trusted; every host keeps /);
    expect(tls.trusted()).toHaveLength(1);
    expect(issuersOf(tls)).toEqual([0, 0, 0, 0]);
    expect(tls.fingerprints()).toEqual(renewed);
    expect(tls.run('--new-ca').code).toBe(0);
  });

  test('the old CA is not forgotten while a host has a certificate of it', () => {
    tls.run();
    const old = tls.variables().kafka_internal_certificates['broker-node2'] as string;
    tls.run('--new-ca');
    tls.deploy({ secretsVersion: 2 });
    tls.run('--renew');
    const variables = tls.variables();
    variables.kafka_internal_certificates['broker-node2'] = old;
    tls.write(VARIABLES, JSON.stringify(variables));
    tls.deploy({ secretsVersion: 3 });
    const texts = tls.texts();
    expect(tls.run('--forget-old-ca')).toEqual(
      refusal('kafka: the old CA has issued the certificates of broker-node2: use --renew and apply first'),
    );
    expect(tls.texts()).toEqual(texts);
  });

  test('leaves certificates of a CA of one’s own alone, and says which will not do', async () => {
    tls.run();
    rmSync(tls.project.path(AUTHORITIES));
    expect(tls.run()).toEqual({
      code: 0,
      stdout: `${VARIABLES}: every host has its certificate, of a CA whose key is not here: left alone\n`,
      stderr: '',
    });
    const given = `${VARIABLES} has certificates of a CA whose key is not here (there is no ${AUTHORITIES}): this command does not change them; issue others where the key is`;
    expect(tls.run('--renew')).toEqual(refusal(given));

    const variables = tls.variables();
    const { chain, key } = await (await Authority.create('Other')).issue(['broker-node3']);
    variables.kafka_internal_certificates['broker-node3'] = key + chain;
    delete variables.kafka_internal_certificates['broker-node1'];
    tls.write(VARIABLES, JSON.stringify(variables));
    expect(tls.run()).toEqual(
      refusal(
        given,
        `${VARIABLES}: broker-node1 has no certificate`,
        `${VARIABLES}: the certificate of broker-node3: its CA is not trusted by the hosts`,
      ),
    );
  });

  test('names all that cannot be read, quotes none of it, and writes nothing', () => {
    tls.run();
    const variables = tls.variables();
    variables.kafka_internal_ca = 'nothing';
    variables.kafka_internal_certificates['broker-node1'] = 'SECRET';
    tls.write(VARIABLES, JSON.stringify(variables));
    tls.write(AUTHORITIES, 'SECRET');
    const texts = tls.texts();
    expect(tls.run()).toEqual(
      refusal(
        `${AUTHORITIES}:1:1: is not JSON; correct it, or restore it from a backup`,
        `${VARIABLES}: kafka_internal_ca is not a PEM certificate`,
        `${VARIABLES}: kafka_internal_certificates.broker-node1 is not a PEM private key (PKCS #8) with its certificate`,
      ),
    );
    expect(tls.texts()).toEqual(texts);
  });

  test('has nothing to do where INTERNAL and CONTROLLER are PLAINTEXT, or brokers are another’s', () => {
    expect(tls.run('kafka.yaml', 'examples/existing-cluster.yaml')).toEqual({
      code: 0,
      stdout:
        'kafka: INTERNAL and CONTROLLER are PLAINTEXT: kafka.internalTls\n' +
        'kafka-existing has no hosts of its own: nothing to do\n',
      stderr: '',
    });
  });

  test('takes one step at a time', () => {
    const { code, stderr } = tls.run('--new-ca', '--renew');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^use one at a time, with an apply in between: --renew, --new-ca; help: npx /);
  });
});
