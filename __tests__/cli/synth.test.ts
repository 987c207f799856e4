import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Project } from './support/project';

/** Everything cdktf's own command does is slow to start. */
jest.setTimeout(120_000);

describe('synthesis', () => {
  let project: Project;
  beforeEach(() => {
    project = new Project();
  });
  afterEach(() => project.remove());

  test('of kafka.yaml needs no account and prints the plan', () => {
    const { code, stdout } = project.synth();
    expect(code).toBe(0);
    expect(stdout).toMatchSnapshot();
    expect(JSON.parse(project.stack('kafka')).resource.alicloud_vpc).toBeDefined();
  });

  test('gives the same bytes again, without a path of this machine or a time', () => {
    project.synth();
    const json = project.stack('kafka');
    rmSync(project.path('cdktf.out'), { recursive: true });
    project.synth();
    expect(project.stack('kafka')).toBe(json);
    expect(json).not.toContain(project.folder);
    expect(json).not.toMatch(/"\/(home|root|tmp|Users)\//);
    expect(json).not.toMatch(/\b20\d\d-\d\d-\d\dT/);
  });

  test('by cdktf gives the same JSON', () => {
    project.synth();
    const json = project.stack('kafka');
    expect(project.cdktfSynth('kafka.yaml').code).toBe(0);
    expect(project.stack('kafka')).toBe(json);
  });

  test('of one file leaves the state and the lock file of another alone', () => {
    const other = project.path('other.yaml');
    writeFileSync(
      other,
      readFileSync(project.path('kafka.yaml'), 'utf8').replace('name: kafka\n', 'name: other\n'),
    );
    expect(project.cdktfSynth('kafka.yaml', 'other.yaml').code).toBe(0);
    const lockFile = project.path('cdktf.out/stacks/other/.terraform.lock.hcl');
    writeFileSync(lockFile, '# checksums\n');
    mkdirSync(project.path('state/other'), { recursive: true });
    writeFileSync(project.path('state/other/terraform.tfstate'), '{"serial":7}\n');

    expect(project.cdktfSynth('kafka.yaml').code).toBe(0);
    expect(existsSync(lockFile)).toBe(false);
    expect(project.cdktfSynth('kafka.yaml', 'other.yaml').code).toBe(0);
    expect(readFileSync(lockFile, 'utf8')).toBe('# checksums\n');
    expect(readFileSync(project.path('state/other/terraform.tfstate'), 'utf8')).toBe('{"serial":7}\n');
  });

  test('of two files with one name is refused', () => {
    writeFileSync(project.path('copy.yaml'), readFileSync(project.path('kafka.yaml')));
    const { code, stderr } = project.synth('kafka.yaml', 'copy.yaml');
    expect(code).toBe(1);
    expect(stderr).toContain('is also the name of the deployment in kafka.yaml');
    expect(existsSync(project.path('cdktf.out'))).toBe(false);
  });

  test('of invalid files reports the problems of all, and writes nothing', () => {
    writeFileSync(project.path('one.yaml'), 'nmae: one\n');
    const { code, stdout, stderr } = project.synth('one.yaml', 'absent.yaml');
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('one.yaml:1:1  nmae');
    expect(stderr).toContain('absent.yaml');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(existsSync(project.path('cdktf.out'))).toBe(false);
  });

  test('of a file with a dozen mistakes gives one report of them all', () => {
    const { code, stdout, stderr } = project.synth('__tests__/config/ten-mistakes.yaml');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatchSnapshot();
    expect(existsSync(project.path('cdktf.out'))).toBe(false);
  });

  test('of user data over the limit names the host and its size, and writes nothing', () => {
    const properties = Array.from({ length: 400 }, (_, i) => `    my.setting.${i}: ${'x'.repeat(80)}`).join(
      '\n',
    );
    const yaml = readFileSync(project.path('kafka.yaml'), 'utf8');
    writeFileSync(
      project.path('big.yaml'),
      yaml.replace('kafka:\n', `kafka:\n  properties:\n${properties}\n`),
    );
    const { code, stderr } = project.synth('big.yaml');
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /big\.yaml:\d+:\d+ {2}kafka\.properties\n.*user data of broker-node1 has \d+ bytes/,
    );
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(existsSync(project.path('cdktf.out'))).toBe(false);
  });

  test('without the bindings says how to build them', () => {
    project.forgetBindings();
    const { code, stderr } = project.synth();
    expect(code).toBe(2);
    expect(stderr).toBe(
      'the bindings of the alicloud provider are not built yet; build them with: npm run bindings\n',
    );
  });

  test.each(['examples/production.yaml', 'examples/link-first.yaml', 'examples/existing-vpc.yaml'])(
    'of %s',
    (file) => {
      const { code, stdout, stderr } = project.synth(file);
      expect({ code, stderr }).toMatchSnapshot();
      expect(stdout).toContain('9092');
    },
  );
});
