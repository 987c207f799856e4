import { causesOf } from '../../doctor/causes';
import { FINDING_IDS } from '../../doctor/finding';
import type { Facts } from '../../doctor/facts';
import { diagnose, reportJson, reportText, worstOf } from '../../doctor/report';
import { seedPlan } from '../templates/support/plan';
import { withResources, withValues } from './support/changes';
import { healthy, healthyOf, fromOutside } from './support/facts';
import { FAULTS } from './support/faults';
import { encrypted } from './support/faults/certificates';
import { known } from './support/faults/internal-tls';
import { loggedIn } from './support/faults/logins';

const causes = (facts: Facts) => causesOf(diagnose(facts).checks.flatMap(({ findings }) => findings));

describe('a healthy deployment', () => {
  test.each([
    ['as a whole', healthy],
    ['from a client', fromOutside],
    ['whose clients log in', loggedIn],
    ['whose clients speak TLS', encrypted],
    ['whose brokers speak TLS among themselves', known],
  ])('%s: nothing but good lines', (_, facts) => {
    const diagnosis = diagnose(facts);
    expect(diagnosis.checks.flatMap(({ findings }) => findings)).toEqual([]);
    expect(reportText(diagnosis)).toMatch(/^✓ kafka: healthy, \d+ checks\n\n(✓ .*\n)+$/);
    expect(worstOf([diagnosis])).toBe('ok');
  });

  test('before there are brokers, only what exists is judged', () => {
    const { cloud } = healthy;
    const plan = { ...healthy.plan, stage: 'link' as const };
    const resources = (cloud?.resources ?? []).filter(({ type }) => !type.endsWith('server_attachment'));
    const facts = {
      ...healthy,
      plan,
      cloud: cloud && { ...cloud, resources },
      hosts: undefined,
      contacts: [],
      cluster: undefined,
    };
    expect(diagnose(facts)).toMatchObject({ level: 'ok' });
  });

  test('where no host can be reached, the report says so', () => {
    const facts = { ...healthy, hosts: undefined, contacts: [], cluster: undefined };
    expect(reportText(diagnose(facts))).toContain('✓ hosts by SSH: NOT CHECKED');
  });
});

describe.each(FAULTS)('$name', ({ facts, cause, seen, effects = [] }) => {
  test('is named in the first line, with what follows folded below it', () => {
    const diagnosis = diagnose(facts);
    const [root] = causes(facts);
    expect(root?.finding.id).toBe(cause);
    expect(root?.finding.seen).toMatch(seen);
    expect(reportText(diagnosis).split('\n')[0]).toMatch(seen);
    const folded = causes(facts)
      .filter(({ finding }) => finding.id === cause)
      .flatMap((one) => one.effects);
    expect([...new Set(folded.map(({ id }) => id))].sort()).toEqual([...effects].sort());
    expect(worstOf([diagnosis])).toBe(root?.finding.level);
  });

  test('has no second cause', () => {
    expect(new Set(causes(facts).map(({ finding }) => finding.id))).toEqual(new Set([cause]));
  });
});

test('every kind of finding is seen in one of these', () => {
  const seen = FAULTS.map(({ cause }) => cause);
  expect(FINDING_IDS.filter((id) => !seen.includes(id))).toEqual([]);
});

test('two causes stand side by side, the one that others rest on first', () => {
  const facts = withValues(withValues(healthy, 'broker-node1', { used_percent: '96' }), 'broker-node2', {
    cluster_id: 'AAAAAAAAAAAAAAAAAAAAAQ',
  });
  expect(causes(facts).map(({ finding }) => finding.id)).toEqual(['foreign-storage', 'disk-full']);
});

test('a stopped broker does not explain what concerns another', () => {
  const facts = withValues(healthy, 'broker-node3', { kafka: 'inactive' });
  const contacts = facts.contacts.map((one) =>
    one.nodeId === 1 ? { ...one, state: 'closed' as const, reason: 'refused', brokers: [] } : one,
  );
  expect(causes({ ...facts, contacts }).map(({ finding }) => finding.id)).toContain('port-closed');
});

test('a filling disk is a warning, and explains nothing', () => {
  const facts = withValues(healthy, 'broker-node3', { used_percent: '86', kafka: 'failed' });
  expect(causes(facts).map(({ finding }) => [finding.id, finding.level])).toEqual([
    ['kafka-stopped', 'fault'],
    ['disk-full', 'warning'],
  ]);
});

test('the report for a program holds checks and causes', () => {
  const [first] = FAULTS;
  const [report] = JSON.parse(reportJson([diagnose(first?.facts ?? healthy)]));
  expect(report).toMatchObject({ deployment: 'kafka', level: 'fault' });
  expect(report.causes[0]).toMatchObject({ finding: { id: 'advertised-port', nodes: [3] } });
  expect(report.checks.map(({ title }: { title: string }) => title)).toContain('quorum');
});

describe('with a second external listener', () => {
  const second = { name: 'CHANGEFEED', port: 39192, bootstrap: 9192, base: 9192 };
  const both = healthyOf(seedPlan({ externalListeners: [{ name: 'EXTERNAL' }, second] }));
  const found = (facts: Facts) => causes(facts).map(({ finding: { id, seen } }) => `${id}: ${seen}`);
  // The seed's own name is the placeholder, of which the doctor warns.
  const news = (facts: Facts) => found(facts).filter((one) => !one.startsWith('placeholder-name'));

  test('each has its ports and names', () => {
    expect(news(both)).toEqual([]);
    expect(reportText(diagnose(both))).toContain('ports 9092, 9093, 9094, 9095, 9192, 9193, 9194, 9195 lead');
  });

  test('a port of the other listener is a wrong one', () => {
    const contacts = both.contacts.map((contact) => ({
      ...contact,
      brokers: contact.brokers.map((one) => (one.port === 9194 ? { ...one, port: 9094 } : one)),
    }));
    expect(news({ ...both, contacts })).toEqual([
      'advertised-port: broker-node2 advertises b2.unique_name.alicloud.plc.tidbcloud.com:9094: a wrong port, the port of broker-node2 on EXTERNAL',
    ]);
  });

  test('its own backends and rules are needed', () => {
    const without = (...ids: string[]) =>
      withResources(both, (all) => all.filter(({ address }) => !ids.some((id) => address.endsWith(id))));
    expect(news(without('.9193-1'))).toEqual([
      expect.stringMatching(/^backend-missing: port 9193 \(broker-node1\) lacks .*:39192/),
    ]);
    expect(news(without('.39192/39192'))).toContainEqual(
      expect.stringMatching(/^rule-missing: .* port 39192 from 10\.0\.0\.0\/18/),
    );
  });
});
