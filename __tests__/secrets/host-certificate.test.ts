import { X509Certificate } from 'node:crypto';
import { issue, newAuthority } from '../../secrets/internal-ca/authority';
import { decide } from '../../secrets/internal-ca/decide';
import { whyWrong } from '../../secrets/internal-ca/host-certificate';
import { refusals } from '../../secrets/internal-ca/refusals';
import { certificatesIn } from '../../secrets/pki/pem';

const HOST = { name: 'broker-node1', address: '10.0.0.11' };
const PLAN = { hosts: [HOST], secretsVersion: 1 };
const NOW = new Date('2030-01-01T00:00:00Z');
const days = (count: number): Date => new Date(NOW.getTime() + count * 86_400_000);

type Authority = Awaited<ReturnType<typeof newAuthority>>;
let authority: Authority;
let other: Authority;
let own: string;
beforeAll(async () => {
  [authority, other] = await Promise.all([newAuthority('kafka', NOW), newAuthority('kafka', NOW)]);
  own = await issue(authority, HOST, NOW);
});

/** A deployment whose one host has this certificate. */
const having = (text: string, now: Date) => ({
  name: 'kafka',
  plan: PLAN,
  now,
  present: {
    authorities: { issuer: authority },
    variables: { trusted: [authority.certificate], hosts: { [HOST.name]: text } },
    problems: [],
  },
});

describe('a certificate of a host', () => {
  const judge = (text: string, host = HOST, now = NOW, by = authority) =>
    whyWrong(text, host, [new X509Certificate(by.certificate)], now);

  test('is right when it has been made for it', () => expect(judge(own)).toBeUndefined());

  test('is not with the key of another', async () => {
    const [certificate = ''] = certificatesIn(await issue(authority, HOST, NOW));
    const key = own.slice(0, own.indexOf('-----BEGIN CERTIFICATE'));
    expect(judge(key + certificate)).toBe('its key does not belong to its certificate');
  });

  test('is not of another CA, also of one of the same name', () =>
    expect(judge(own, HOST, NOW, other)).toBe('its CA is not trusted by the hosts'));

  test('is not for another name or address', () => {
    expect(judge(own, { ...HOST, name: 'broker-node2' })).toBe('it is not for broker-node2');
    expect(judge(own, { ...HOST, address: '10.0.0.12' })).toBe('it is not for 10.0.0.12');
  });

  test('is right until 30 days before its end', () => {
    expect(judge(own, HOST, days(794))).toBeUndefined();
    expect(judge(own, HOST, days(795))).toMatch(/^it expires at Apr {2}5 /);
    expect(judge(own, HOST, days(-1))).toMatch(/^it is not valid before /);
  });

  test('does not outlive its CA', async () => {
    const [certificate = ''] = certificatesIn(await issue(authority, HOST, days(3000)));
    const { validTo } = new X509Certificate(authority.certificate);
    expect(new X509Certificate(certificate).validTo).toBe(validTo);
  });
});

describe('a run', () => {
  test('replaces a certificate that ends soon, and no other', async () => {
    expect(await decide(having(own, days(794)))).toMatchObject({ kept: ['broker-node1'], replaced: [] });
    const late = await decide(having(own, days(795)));
    expect(late).toMatchObject({ kept: [], replaced: ['broker-node1'], trustChanges: false });
  });

  test('with --new-ca leaves also such a certificate as it is', async () => {
    const decision = await decide({ ...having(own, days(795)), step: 'new-ca' });
    expect(decision).toMatchObject({ kept: ['broker-node1'], replaced: [], trustChanges: true });
    expect(decision.variables.hosts).toEqual({ 'broker-node1': own });
  });

  test('issues nothing by a CA that has ended', () => {
    expect(refusals(having(own, days(3649)))).toEqual([]);
    expect(refusals(having(own, days(3651)))).toEqual([
      expect.stringMatching(/^state\/kafka\/internal-ca\.json: the CA expired at .*: remove this file and /),
    ]);
  });
});
