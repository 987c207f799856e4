import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { judge, toPem } from '../../secrets/tls-certificate';
import { Authority, type Issued } from '../../rehearsal/scenarios/secrets/authority';
import { Project } from './support/project';

const NAME = 'kafka.example.com';
const NOW = new Date();

let authority: Authority;
let own: Issued;
beforeAll(async () => {
  authority = await Authority.create('Public');
  own = await authority.issue([NAME]);
});

describe('a certificate', () => {
  test('that fits draws no problem', async () => {
    expect(judge(own, [NAME], NOW)).toEqual([]);
    expect(judge(await authority.issue(['*.example.com']), [NAME], NOW)).toEqual([]);
  });

  test.each<[string, () => Issued | Promise<Issued>, string[]]>([
    [
      'of another key, for another name',
      async () => ({ ...(await authority.issue(['example.com'])), key: own.key }),
      [
        'the key does not belong to the first certificate',
        '[CN=example.com] is for DNS:example.com, not for kafka.example.com',
      ],
    ],
    [
      'that has expired',
      () => authority.issue([NAME], { from: -3, until: -1 }),
      [expect.stringMatching(/^\[CN=kafka\.example\.com\] expired at /)],
    ],
    [
      'of tomorrow',
      () => authority.issue([NAME], { from: 1 }),
      [expect.stringMatching(/^\[CN=kafka\.example\.com\] is not valid before /)],
    ],
    [
      'without those of its issuers',
      () => ({ ...own, chain: own.chain.replace(authority.intermediate, '') }),
      ['the certificates of its issuers are missing: add them after the certificate'],
    ],
    [
      'with those of others',
      async () => ({
        ...own,
        chain: own.chain.replace(authority.intermediate, (await Authority.create('Other')).root),
      }),
      ['[CN=Other Root] has not issued the certificate before it, [CN=kafka.example.com]'],
    ],
    [
      'that is none, and a key that is none',
      () => ({ chain: 'nothing', key: 'nothing' }),
      ['the key cannot be read: use a PEM file without a password', 'there is no PEM certificate'],
    ],
  ])('%s draws its problems', async (_, wrong, problems) => {
    expect(judge(await wrong(), [NAME], NOW)).toEqual(problems);
  });

  test('of a kind of key that Kafka does not take', () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(judge({ ...own, key }, [NAME], NOW)).toContain(
      'the key has the type ed25519, and Kafka supports RSA and EC',
    );
  });

  test('is kept as Kafka reads it, whatever the form of its key and what stands around', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    const kept = toPem({ chain: `Bag Attributes\n${own.chain}`, key });
    expect(kept.key).toBe(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    expect(kept.chain.trim()).toBe(own.chain.trim());
  });
});

describe('npx kafka-link certificate', () => {
  const project = new Project();
  afterAll(() => project.remove());
  const file = 'rehearsal/scenarios/deployments/tls.yaml';
  const run = ({ chain, key }: Issued, deployment = file) => {
    writeFileSync(project.path('chain.pem'), chain);
    writeFileSync(project.path('key.pem'), key);
    const given = ['--certificate', 'chain.pem', '--key', 'key.pem', deployment];
    return project.kafkaLink('certificate', ...given);
  };

  test('puts it beside the state, from where a synthesis takes it', () => {
    const state = 'state/tls/kafka-tls.auto.tfvars.json';
    expect(run(own)).toMatchObject({ code: 0, stdout: `${state}: for kafka.example.com\n` });
    expect(project.synth(file).code).toBe(0);
    const carried = project.path('cdktf.out/stacks/tls/kafka-tls.auto.tfvars.json');
    const { kafka_tls_key: key } = JSON.parse(readFileSync(carried, 'utf8')) as Record<string, string>;
    expect(key).toContain('-----BEGIN PRIVATE KEY-----\n');
    expect(statSync(carried).mode & 0o777).toBe(0o600);
  }, 120_000);

  test('takes over nothing that does not fit, and says why', async () => {
    const { code, stdout, stderr } = run(await authority.issue(['other.example.com']));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(
      'the certificate is refused:\n  [CN=other.example.com] is for DNS:other.example.com, not for kafka.example.com\n',
    );
  }, 60_000);

  test('names every file that cannot be read', () => {
    const given = ['--certificate', 'none.pem', '--key', '.', file];
    const { code, stdout, stderr } = project.kafkaLink('certificate', ...given);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^none\.pem: there is no such file.*\n\.: it is a folder.*\n$/);
  }, 60_000);

  test('has nothing to do where nobody speaks TLS', () => {
    expect(run(own, 'kafka.yaml')).toMatchObject({
      code: 1,
      stderr: 'no listener of these deployments has tls\n',
    });
  }, 60_000);
});
