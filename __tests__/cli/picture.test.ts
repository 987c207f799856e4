import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Project } from './support/project';

jest.setTimeout(120_000);

describe('npx kafka-link picture', () => {
  let project: Project;
  const picture = (...args: string[]) => project.kafkaLink('picture', ...args);

  beforeAll(() => {
    project = new Project();
  });
  afterAll(() => project.remove());

  test('of kafka.yaml is the one in the README: npx kafka-link picture > docs/picture.svg', () => {
    const { code, stdout } = picture();
    expect(code).toBe(0);
    expect(stdout).toBe(readFileSync(resolve(__dirname, '../../docs/picture.svg'), 'utf8'));
    expect(readFileSync(resolve(__dirname, '../../README.md'), 'utf8')).toContain('(docs/picture.svg)');
  });

  test('of another file, as Mermaid', () => {
    const { code, stdout } = picture('examples/link-first.yaml', '--mermaid');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^flowchart LR\n/);
    expect(stdout).toContain('b4.unique_name.alicloud.plc.tidbcloud.com<br/>:9096');
  });

  test('of an invalid file reports its problems and draws nothing', () => {
    writeFileSync(project.path('bad.yaml'), 'nmae: one\n');
    const { code, stdout, stderr } = picture('bad.yaml');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('bad.yaml:1:1  nmae');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test.each([
    [['kafka.yaml', 'examples/link-first.yaml'], 'unexpected argument: examples/link-first.yaml'],
    [['--svg'], "unknown option '--svg'"],
  ])('with %j draws nothing', (args, message) => {
    const { code, stdout, stderr } = picture(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
