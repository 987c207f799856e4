import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArguments } from '../../cli/doctor/arguments';
import { internalCertificates } from '../../cli/doctor/internal-certificates';
import { Project } from './support/project';

describe('arguments of npm run doctor', () => {
  test('variables come from the command line and, behind it, from the environment', () => {
    const args = ['a.yaml', '--var', 'unique_name=one=two', '--json', '--from-client', 'b1.example:9092'];
    const env = { TF_VAR_unique_name: 'other', TF_VAR_tidb_cloud_account_id: '22' };
    expect(readArguments(args, env)).toEqual({
      files: ['a.yaml'],
      variables: { unique_name: 'one=two', tidb_cloud_account_id: '22' },
      fromClient: { host: 'b1.example', port: 9092 },
      json: true,
      help: false,
    });
  });

  test('everything that is wrong is told at once', () => {
    const args = ['a.yaml', 'b.yaml', '--var', 'nonsense', '--from-client', 'host:99999'];
    expect(() => readArguments(args, {})).toThrow(
      "--var 'nonsense' is not NAME=VALUE, such as unique_name=abc123\n" +
        "--from-client 'host:99999' is not HOST:PORT, such as b1.abc123.alicloud.plc.tidbcloud.com:9092\n" +
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

describe('npm run doctor', () => {
  let project: Project;
  beforeAll(() => (project = new Project()));
  afterAll(() => project.remove());
  const doctor = (...args: string[]) =>
    project.run('npm', ['run', '--silent', 'doctor', '--', ...args], { NODE_NO_WARNINGS: '1' });

  test('without a synthesized stack: exit code 1, the way there, nothing on standard output', () => {
    const { code, stdout, stderr } = doctor();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^kafka\.yaml: there is no .*cdk\.tf\.json: npm run synth, then terraform init/);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(stdout).toBe('');
  }, 60_000);

  test('a wrong argument: exit code 1, and the usage', () => {
    const { code, stderr } = doctor('--from-client', 'nowhere');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^--from-client 'nowhere' is not HOST:PORT[^]*Exit codes: 0 healthy/);
  }, 60_000);

  test('from a client, where nobody answers: exit code 1, the cause first', () => {
    const { code, stdout } = doctor('--from-client', '127.0.0.1:1');
    expect(stdout).toMatch(/^✗ kafka: nothing answers at 127\.0\.0\.1:1: refused\n/);
    expect(code).toBe(1);
    const json = doctor('--from-client', '127.0.0.1:1', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject([
      { deployment: 'kafka', causes: [{ finding: { id: 'bootstrap-unreachable' } }] },
    ]);
    expect(json.code).toBe(1);
  }, 60_000);
});
