import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { Project } from './support/project';

jest.setTimeout(120_000);

describe('policies at synthesis', () => {
  let project: Project;
  beforeAll(() => {
    project = new Project();
  });
  afterAll(() => project.remove());

  /** `examples/production.yaml` with other values of some top-level fields. */
  function synth(changes: Record<string, unknown>) {
    const file = parse(readFileSync(project.path('examples/production.yaml'), 'utf8')) as { kafka: object };
    const kafka = 'externalListeners' in changes ? { ...file.kafka, users: [] } : file.kafka;
    writeFileSync(project.path('changed.yaml'), stringify({ ...file, kafka, ...changes }));
    return project.synth('changed.yaml');
  }

  const unsafe = {
    // Where clients log in, INTERNAL could not be opened to them at all.
    externalListeners: [{ name: 'EXTERNAL' }],
    brokerDefaults: { dataDisk: { encrypted: true } },
    brokers: [
      { id: 1, zone: 'ap-southeast-1a' },
      { id: 2, zone: 'ap-southeast-1b', dataDisk: { encrypted: false } },
      { id: 3, zone: 'ap-southeast-1c' },
    ],
    loadBalancer: { allowFrom: ['10.20.0.0/16', '0.0.0.0/0'] },
    security: { internalClients: ['0.0.0.0/1'], externalTestClients: ['10.0.0.0/8', '0.0.0.0/0'] },
    destroyable: true,
  };

  test('reports every violation at the field that causes it, with the fix, and writes nothing', () => {
    const { code, stdout, stderr } = synth(unsafe);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    const places = [...stderr.matchAll(/^changed\.yaml:\S+ {2}(\S+)\n {2}error: policy ([a-z-]+): /gm)];
    expect(places.map(([, path, rule]) => `${path} ${rule}`).sort()).toEqual([
      'brokers[1].dataDisk.encrypted unencrypted-data-disk',
      'destroyable deletion-protection',
      'loadBalancer.allowFrom[1] open-kafka-port',
      'loadBalancer.deletionProtection deletion-protection',
      'security.externalTestClients[1] open-kafka-port',
      'security.internalClients[0] open-kafka-port',
    ]);
    expect(stderr).toMatch(/fix: set it to true, or allow it with a reason: policies\.allow/);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(existsSync(project.path('cdktf.out'))).toBe(false);
  });

  test('says once what the default of all brokers causes, also before there are any', () => {
    const { code, stderr } = synth({ stage: 'link', brokerDefaults: {} });
    expect(code).toBe(1);
    expect(stderr.match(/error: /g)).toHaveLength(1);
    expect(stderr).toMatch(/ {2}brokerDefaults\.dataDisk\.encrypted\n.*\n {2}value: false \(the default\)\n/);
  });

  test('beside user data that does not fit, both are reported', () => {
    const properties = Object.fromEntries(
      Array.from({ length: 400 }, (_, index) => [`my.setting.${index}`, 'x'.repeat(80)]),
    );
    const file = parse(readFileSync(project.path('examples/production.yaml'), 'utf8')) as { kafka: object };
    const { code, stderr } = synth({ kafka: { ...file.kafka, properties }, brokerDefaults: {} });
    expect(code).toBe(1);
    expect(stderr).toMatch(/policy unencrypted-data-disk/);
    expect(stderr).toMatch(/user data of broker-node1 has \d+ bytes/);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('lets pass what the file allows with a reason, and goes on warning', () => {
    const allow = ['open-kafka-port', 'unencrypted-data-disk', 'deletion-protection'].map((rule) => ({
      rule,
      reason: 'a rehearsal of the worst case',
    }));
    const { code, stderr } = synth({ ...unsafe, policies: { profile: 'production', allow } });
    expect(code).toBe(0);
    expect(stderr.match(/disables the policy [a-z-]+: a rehearsal of the worst case/g)).toHaveLength(3);
  });

  test('asks no encryption of a trial, but closes its ports too', () => {
    const { code, stderr } = synth({ ...unsafe, policies: {} });
    expect(code).toBe(1);
    expect(new Set(stderr.match(/policy [a-z-]+/g))).toEqual(new Set(['policy open-kafka-port']));
  });

  test('lets a broker leave in production', () => {
    const brokers = [1, 2, 3, 4].map((id) => ({
      id,
      zone: `ap-southeast-1${'abca'.charAt(id - 1)}`,
      leaving: id === 4,
    }));
    expect(synth({ brokers }).code).toBe(0);
  });
});
