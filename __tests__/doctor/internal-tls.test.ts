import { identityOf } from '../../doctor/identity-of';
import { askCluster } from '../../doctor/gather/cluster';
import { contactAll, dialDirectly } from '../../doctor/gather/contacts';
import type { Identity } from '../../doctor/kafka/identity';
import { diagnose, reportText } from '../../doctor/report';
import { seedPlan } from '../templates/support/plan';
import { known, untried } from './support/faults/internal-tls';
import { PrivateCa } from './support/private-ca';
import { type TlsBroker, tlsBroker } from './support/tls-broker';

const HERE = '127.0.0.1';
const plan = seedPlan({ kafka: { internalTls: true } });
const { signal } = new AbortController();

describe('INTERNAL with TLS', () => {
  const running: TlsBroker[] = [];
  let ca: PrivateCa;
  let identity: Identity;
  beforeAll(async () => {
    ca = await PrivateCa.create();
    identity = {
      host: 'bastion-node',
      own: await ca.issue('bastion-node', '10.0.0.10'),
      ca: ca.certificate,
    };
  });
  afterEach(() => running.splice(0).forEach((broker) => broker.close()));

  /** A broker, and what comes of speaking to it. */
  const look = async (own: string, as: Identity | undefined, admits = ca.certificate) => {
    const broker = await tlsBroker(own, admits);
    running.push(broker);
    const { endpoint } = broker;
    const wanted = { role: 'internal', listener: 'INTERNAL', endpoint, nodeId: 1 } as const;
    const [contact] = await contactAll(plan, [wanted], dialDirectly, signal, undefined, as);
    return { contact, cluster: () => askCluster([endpoint], dialDirectly, signal, as) };
  };

  test('a broker is known by its address, admits the host, and tells', async () => {
    const { contact, cluster } = await look(await ca.issue('broker-node1', HERE, 80), identity);
    expect(contact).toMatchObject({
      state: 'answers',
      answeredBy: 1,
      identity: { outcome: 'passed', host: 'bastion-node' },
      certificate: { problem: undefined, daysLeft: 79 },
      advertisedListeners: 'advertised.listeners of 1',
    });
    expect(await cluster()).toMatchObject({ clusterId: 'a-cluster', alive: [1] });
  });

  test.each([
    [
      "is another host's",
      () => ca.issue('broker-node1', '10.0.0.11'),
      /Hostname\/IP does not match|ERR_TLS_CERT_ALTNAME_INVALID/,
    ],
    ['has expired', () => ca.issue('broker-node1', HERE, -2), /CERT_HAS_EXPIRED/],
    [
      'is of another CA',
      async () => (await PrivateCa.create()).issue('broker-node1', HERE),
      /CERT_SIGNATURE_FAILURE|UNABLE_TO_VERIFY/,
    ],
  ])('nothing is believed where the certificate %s', async (_, issue, problem) => {
    const { contact, cluster } = await look(await issue(), identity);
    expect(contact).toMatchObject({ state: 'answers', brokers: [] });
    expect(contact?.certificate?.problem).toMatch(problem);
    expect(contact?.answeredBy).toBeUndefined();
    expect(await cluster()).toBeUndefined();
  });

  test('a broker that trusts another CA does not admit the host', async () => {
    const other = await PrivateCa.create();
    const { contact, cluster } = await look(
      await ca.issue('broker-node1', HERE),
      identity,
      other.certificate,
    );
    expect(contact).toMatchObject({
      state: 'answers',
      brokers: [],
      certificate: { problem: undefined },
      identity: { outcome: 'refused', host: 'bastion-node' },
    });
    expect(await cluster()).toBeUndefined();
  });

  test('without a certificate, it is only seen that somebody answers', async () => {
    const { contact } = await look(await ca.issue('broker-node1', HERE), undefined);
    expect(contact).toMatchObject({ state: 'answers', brokers: [], identity: { outcome: 'untried' } });
    expect(contact?.certificate).toBeUndefined();
  });

  test('where the file has no internal TLS, none is spoken', async () => {
    const broker = await tlsBroker(await ca.issue('broker-node1', HERE), ca.certificate);
    running.push(broker);
    const wanted = { role: 'internal', listener: 'INTERNAL', endpoint: broker.endpoint, nodeId: 1 } as const;
    const [contact] = await contactAll(seedPlan(), [wanted], dialDirectly, signal, undefined, identity);
    expect(contact).toMatchObject({ state: 'closed' });
    expect(contact?.identity).toBeUndefined();
  });

  test('the bastion is who speaks, or else the first broker whose certificate is known', async () => {
    const [bastion, broker] = [await ca.issue('bastion-node', HERE), await ca.issue('broker-node2', HERE)];
    const both = { 'broker-node2': broker, 'bastion-node': bastion };
    const of = (byHost: Record<string, string>, root: string | undefined = ca.certificate) =>
      identityOf(plan, { ca: root, byHost });
    expect(of(both)).toEqual({ host: 'bastion-node', own: bastion, ca: ca.certificate });
    expect(of({ 'broker-node2': broker })).toMatchObject({ host: 'broker-node2', own: broker });
    expect(of({})).toBeUndefined();
    expect(of(both, '')).toBeUndefined();
    expect(identityOf(seedPlan(), { ca: ca.certificate, byHost: both })).toBeUndefined();
    expect(() => of({ 'bastion-node': 'no PEM' })).toThrow(
      /^the certificate of bastion-node for INTERNAL, or its CA, cannot be read: .*; write them with npx kafka-link internal-certificates/,
    );
  });
});

test('without a certificate, the hosts are judged, and that nobody tells of the cluster is no fault', () => {
  const { level, checks } = diagnose(untried);
  expect(level).toBe('warning');
  expect(checks.flatMap(({ findings }) => findings).map(({ id }) => id)).toEqual(['internal-untried']);
  expect(reportText(diagnose(untried))).toContain('✓ registered brokers: NOT CHECKED');
  expect(reportText(diagnose(untried))).toContain('state/kafka/kafka-internal.auto.tfvars.json');
});

test('the report tells until when brokers are known, and who is admitted', () => {
  expect(reportText(diagnose(known))).toContain(
    '✓ certificates of INTERNAL: 3 brokers have certificates from the private CA, at least until 2027-03-01, and accept that of bastion-node',
  );
});
