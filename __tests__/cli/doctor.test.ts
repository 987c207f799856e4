import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from '../../cli/command/parse';
import doctor from '../../cli/look/doctor';
import { internalCertificates } from '../../cli/look/doctor/internal-certificates';
import { Project } from './support/project';

describe('arguments of npx kafka-link doctor', () => {
  test('are read', () => {
    const args = ['a.yaml', '--var', 'unique_name=one=two', '--json', '--from-client', 'b1.example:9092'];
    expect(parse(doctor, args)).toEqual({
      args: ['a.yaml'],
      options: {
        var: [['unique_name', 'one=two']],
        fromClient: { host: 'b1.example', port: 9092 },
        json: true,
      },
    });
  });

  test('everything that is wrong is reported at once', () => {
    const args = ['a.yaml', '--var', 'nonsense', '--from-client', 'host:99999'];
    expect(() => parse(doctor, args)).toThrow(
      "--var takes NAME=VALUE, such as unique_name=abc123, not 'nonsense'\n" +
        "--from-client takes HOST:PORT, such as b1.abc123.alicloud.plc.tidbcloud.com:9092, not 'host:99999'",
    );
    expect(() => parse(doctor, ['a.yaml', 'b.yaml', '--from-client', 'b1.example:9092'])).toThrow(
      '--from-client takes one deployment file',
    );
  });
});

describe('certificates for INTERNAL', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'doctor-internal-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const kept = () => {
    const file = join(folder, 'kafka-internal.auto.tfvars.json');
    const variables = { kafka_internal_ca: 'a CA', kafka_internal_certificates: { 'bastion-node': 'a PEM' } };
    writeFileSync(file, JSON.stringify(variables));
    return file;
  };

  test('come from the file that Terraform reads', () => {
    expect(internalCertificates(kept(), {})).toEqual({ ca: 'a CA', byHost: { 'bastion-node': 'a PEM' } });
    expect(internalCertificates(join(folder, 'none'), {})).toEqual({ ca: undefined, byHost: {} });
  });

  test('or from variables, each of which goes before the file', () => {
    const certificates = { kafka_internal_certificates: '{"broker-node1":"another"}' };
    const byHost = { 'broker-node1': 'another' };
    expect(internalCertificates(kept(), certificates)).toEqual({ ca: 'a CA', byHost });
    expect(internalCertificates(kept(), { ...certificates, kafka_internal_ca: 'b' })).toEqual({
      ca: 'b',
      byHost,
    });
  });

  test.each(['{ "broker-node1" = "x" }', '"text"', 'null', '{"broker-node1":1}'])('%s is none', (value) => {
    expect(() => internalCertificates(kept(), { kafka_internal_certificates: value })).toThrow(
      /^the doctor reads the variable kafka_internal_certificates as JSON only, such as \{"bastion-node"/,
    );
  });
});

describe('npx kafka-link doctor', () => {
  let project: Project;
  beforeAll(() => (project = new Project()));
  afterAll(() => project.remove());
  const run = (...args: string[]) => project.kafkaLink('doctor', ...args);

  test('without a synthesized stack: exit code 2, the way there, nothing on standard output', () => {
    const { code, stdout, stderr } = run();
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^kafka\.yaml: there is no .*cdk\.tf\.json: npx kafka-link synth, then terraform init/,
    );
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(stdout).toBe('');
  }, 60_000);

  test('a wrong argument: exit code 2, and where help is', () => {
    const { code, stderr } = run('--from-client', 'nowhere');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^--from-client takes HOST:PORT.*; help: npx kafka-link doctor --help\n$/);
  }, 60_000);

  test('from a client, where nobody answers: exit code 1, the cause first', () => {
    const { code, stdout } = run('--from-client', '127.0.0.1:1');
    expect(stdout).toMatch(/^✗ kafka: nothing answers at 127\.0\.0\.1:1: refused\n/);
    expect(code).toBe(1);
    const json = run('--from-client', '127.0.0.1:1', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject([
      { deployment: 'kafka', causes: [{ finding: { id: 'bootstrap-unreachable' } }] },
    ]);
    expect(json.code).toBe(1);
  }, 60_000);
});
