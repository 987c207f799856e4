import type { CloudFacts, Facts } from '../../doctor/facts';
import { diagnose, reportText } from '../../doctor/report';
import { planCluster } from '../../plan/plan';
import { existingDeployment } from '../support/deployment';
import { cloudOf, GROUP } from './support/cloud-facts';

const plan = planCluster(existingDeployment({ existing: { securityGroupId: GROUP } }));
const cloud = cloudOf(plan);

/** A link to brokers that run already, in which nothing is wrong but what the cloud holds differently. */
const facts = (changes: Partial<CloudFacts> = {}, of: Facts['plan'] = plan): Facts => ({
  plan: of,
  accountId: '2222333344445555',
  acceptedEndpoints: ['ep-1'],
  cloud: { ...cloud, ...changes },
  contacts: [],
});
const findings = (seen: Facts) => diagnose(seen).checks.flatMap((check) => check.findings);
const without = (match: (one: CloudFacts['resources'][number]) => boolean) => ({
  resources: cloud.resources.filter((one) => !match(one)),
});

test('plan, state and cloud are judged, and the hosts are said to be left out', () => {
  const { level, checks } = diagnose(facts());
  expect(level).toBe('ok');
  expect(checks.map(({ title }) => title)).toEqual([
    'plan and state',
    'cloud',
    'security groups',
    'load balancer',
    'endpoint service',
    'hosts by SSH',
  ]);
  expect(reportText(diagnose(facts()))).toMatch(
    /hosts by SSH: NOT CHECKED: the brokers are of an existing cluster/,
  );
});

test('a rule of ours that is gone is found', () => {
  const gone = without(({ type, values }) => type.endsWith('_rule') && values['cidr_ip'] === '10.0.1.0/24');
  expect(findings(facts(gone))).toEqual([
    expect.objectContaining({
      id: 'rule-missing',
      seen: 'the security groups do not allow port 39092 from 10.0.1.0/24',
      nodes: [1, 2, 3],
    }),
  ]);
});

test('of a group that is not named, nothing can be known', () => {
  const unnamed = planCluster(existingDeployment({ existing: {} }));
  const none = without(({ type }) => type.endsWith('_rule'));
  expect(findings(facts(none, unnamed))).toEqual([]);
  expect(reportText(diagnose(facts(none, unnamed)))).toContain(
    'NOT CHECKED: existing.securityGroupId is not set; the brokers must allow 10.0.0.0/24, 10.0.1.0/24, 10.0.2.0/24',
  );
});

test('a backend that is missing is found', () => {
  const lacking = without(({ values }) => values['id'] === '9094-2');
  expect(findings(facts(lacking))).toEqual([
    expect.objectContaining({
      id: 'backend-missing',
      seen: expect.stringContaining('broker-node2 (10.0.8.12:39092)'),
    }),
  ]);
});

test('from a client’s place, each broker is judged as any other', () => {
  const contact = { listener: 'EXTERNAL', reason: '', brokers: [] };
  const answers = plan.brokers.map(({ nodeId, externals: [external] }) => ({
    ...contact,
    role: 'client' as const,
    endpoint: external,
    nodeId,
    state: 'answers' as const,
    answeredBy: nodeId === 2 ? 3 : nodeId,
  }));
  const [{ endpoint } = { endpoint: { host: '', port: 0 } }] = answers;
  const bootstrap = { ...contact, role: 'bootstrap' as const, endpoint, state: 'answers' as const };
  const seen: Facts = { plan, acceptedEndpoints: [], contacts: [bootstrap, ...answers] };
  expect(findings(seen)).toContainEqual(
    expect.objectContaining({ id: 'wrong-broker', seen: expect.stringContaining('leads to node 3') }),
  );
});
