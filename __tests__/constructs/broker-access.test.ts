import type { NewConfig } from '../../config/schema';
import { deployment } from '../support/deployment';
import { synthesize } from './support/synthesized';

/** Rules of a group as `source → port`, names of groups instead of references. */
function admitted(config: NewConfig, group: 'brokers' | 'bastion'): string[] {
  const rules = Object.values(synthesize(config).all('alicloud_security_group_rule'));
  const name = (reference: unknown) => String(reference).replace(/.*\.(\w+?)_firewall_group.*/, '$1');
  return rules
    .filter((rule) => name(rule['security_group_id']) === group)
    .map((rule) => `${rule['cidr_ip'] ?? name(rule['source_security_group_id'])} → ${rule['port_range']}`)
    .sort();
}

const BROKER_RULES = [
  '10.0.0.0/18 → 39092/39092',
  '10.0.128.0/18 → 39092/39092',
  '10.0.64.0/18 → 39092/39092',
  'bastion → 22/22',
  'bastion → 39092/39092',
  'bastion → 9092/9092',
  'brokers → 29092/29092',
  'brokers → 9092/9092',
];

describe('who may reach the brokers', () => {
  test('by default: each other, the bastion, and the load balancer on EXTERNAL alone', () => {
    expect(admitted(deployment(), 'brokers')).toEqual(BROKER_RULES);
  });

  test('members of a group do not reach each other by membership', () => {
    for (const group of Object.values(synthesize(deployment()).all('alicloud_security_group'))) {
      expect(group).toMatchObject({ inner_access_policy: 'Drop' });
    }
  });

  test('named clients, test hosts and a bastion of your own', () => {
    const security = {
      internalClients: ['10.1.0.0/16'],
      externalTestClients: ['10.2.0.0/16'],
      sshFrom: ['10.3.0.9/32'],
    };
    expect(admitted(deployment(3, { security }), 'brokers')).toEqual(
      [...BROKER_RULES, '10.1.0.0/16 → 9092/9092', '10.2.0.0/16 → 39092/39092', '10.3.0.9/32 → 22/22'].sort(),
    );
  });

  test('metrics are reached from the ranges that the file names, and from nowhere else', () => {
    const { kafka } = deployment();
    const exporter = { url: 'https://example.com/agent-1.jar', sha256: 'c'.repeat(64) };
    const allowFrom = ['10.4.0.0/24', '10.5.0.9/32'];
    const metered = { ...kafka, metrics: { port: 7171, allowFrom, exporter } };
    expect(admitted(deployment(3, { kafka: metered }), 'brokers')).toEqual(
      [...BROKER_RULES, '10.4.0.0/24 → 7171/7171', '10.5.0.9/32 → 7171/7171'].sort(),
    );
  });

  test('a second external listener is reached by the same, on its own port', () => {
    const externalListeners = [
      { name: 'EXTERNAL' },
      { name: 'CHANGEFEED', port: 39192, bootstrap: 9192, base: 9192 },
    ];
    const security = { externalTestClients: ['10.2.0.0/16'] };
    expect(admitted(deployment(3, { security, externalListeners }), 'brokers')).toEqual(
      [
        ...BROKER_RULES,
        ...['10.0.0.0/18', '10.0.64.0/18', '10.0.128.0/18', 'bastion'].map((from) => `${from} → 39192/39192`),
        '10.2.0.0/16 → 39092/39092',
        '10.2.0.0/16 → 39192/39192',
      ].sort(),
    );
  });

  test("the document's wide rule, when asked for", () => {
    expect(admitted(deployment(3, { security: { profile: 'wide' } }), 'brokers')).toEqual(
      [...BROKER_RULES, '10.0.0.0/16 → 1/65535'].sort(),
    );
  });
});

describe('who may reach the bastion', () => {
  test('SSH from the named ranges, the mirror from brokers', () => {
    expect(admitted(deployment(), 'bastion')).toEqual(['0.0.0.0/0 → 22/22', 'brokers → 8080/8080']);
  });

  test('no mirror when the brokers fetch elsewhere', () => {
    const kafka = { ...deployment().kafka, delivery: 'url' as const };
    expect(admitted({ ...deployment(), kafka }, 'bastion')).toEqual(['0.0.0.0/0 → 22/22']);
  });
});
